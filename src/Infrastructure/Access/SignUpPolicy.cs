using Financbase.Application.Access;
using Microsoft.Extensions.Configuration;

namespace Financbase.Infrastructure.Access;

internal sealed record SignUpPolicy(bool IsOpen) : ISignUpPolicy
{
    public static SignUpPolicy From(IConfiguration configuration) => configuration["Access:SignUp"] switch
    {
        null or "open" => new(IsOpen: true),
        "closed" => new(IsOpen: false),
        _ => throw new InvalidOperationException("Access__SignUp is “open” or “closed”."),
    };
}
