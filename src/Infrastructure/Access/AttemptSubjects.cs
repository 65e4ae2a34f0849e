using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Encryption;

namespace Financbase.Infrastructure.Access;

/// <summary>Names a person's address or a network in tables of counts by a keyed hash, so that the table tells neither.</summary>
internal sealed class AttemptSubjects(MasterKey master, string purpose)
{
    private readonly byte[] _key = master.Derive(purpose);

    public byte[] Account(string email) => Subject("account:" + email.Trim().ToUpperInvariant());

    public byte[] Organization(OrganizationId organization) => Subject($"organization:{organization.Value}");

    /// <summary>What one subscriber is usually given: 256 neighbours of IPv4, a /56 of IPv6.</summary>
    public byte[] Network(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var octets = plain.GetAddressBytes();
        octets.AsSpan(plain.AddressFamily == AddressFamily.InterNetwork ? 3 : 7).Clear();
        return Subject("network:" + new IPAddress(octets));
    }

    private byte[] Subject(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
}
