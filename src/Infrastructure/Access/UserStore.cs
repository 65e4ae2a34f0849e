using Financbase.Infrastructure.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

/// <summary>Identity's store, which leaves saving to the use case's one commit.</summary>
internal sealed class UserStore : UserOnlyStore<User, FinancbaseDbContext, Guid>
{
    public UserStore(FinancbaseDbContext context, IdentityErrorDescriber describer)
        : base(context, describer) => AutoSaveChanges = false;
}
