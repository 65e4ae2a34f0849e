using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Financbase.Infrastructure.Access;

/// <summary>A hash that nobody knows the password of: what an unknown address is checked against, so that it takes as long.</summary>
internal sealed class DecoyPassword
{
    public DecoyPassword(IPasswordHasher<User> hasher) => Hash = hasher.HashPassword(User, RandomNumberGenerator.GetHexString(32));

    public User User { get; } = new();

    public string Hash { get; }
}
