using Financbase.Domain.SharedKernel;
using Microsoft.AspNetCore.Identity;

namespace Financbase.Infrastructure.Access;

/// <summary>A person who can sign in. The domain knows only the <c>UserId</c>.</summary>
public sealed class User : IdentityUser<Guid>, IShared
{
    public User() => Id = Guid.CreateVersion7();

    /// <summary>Sees jobs, metrics and platform pages; never an organization's data by that alone.</summary>
    public bool IsOperator { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
