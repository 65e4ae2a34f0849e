using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Financbase.Infrastructure.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Financbase.Infrastructure.Tests.Access;

public sealed class PasswordHashingTests
{
    [Test]
    public void A_stored_password_is_210_000_rounds_of_PBKDF2_with_HMAC_SHA512()
    {
        var options = new PasswordHasherOptions();
        PasswordHashing.Configure(options);

        var stored = Convert.FromBase64String(
            new PasswordHasher<object>(Options.Create(options)).HashPassword(new object(), "velvet turbine Oslo"));

        // Identity's version 3: marker, PRF, rounds, salt length (each big-endian), salt, hash.
        stored[0].ShouldBe((byte)1);
        Number(stored, 5).ShouldBe(210_000);
        var salt = stored.AsSpan(13, Number(stored, 9)).ToArray();
        var hash = stored[(13 + salt.Length)..];
        salt.Length.ShouldBeGreaterThanOrEqualTo(16);
        hash.ShouldBe(Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes("velvet turbine Oslo"), salt, 210_000, HashAlgorithmName.SHA512, hash.Length));
    }

    private static int Number(byte[] stored, int at) => BinaryPrimitives.ReadInt32BigEndian(stored.AsSpan(at));
}
