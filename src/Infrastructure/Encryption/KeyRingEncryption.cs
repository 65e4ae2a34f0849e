using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Encryption;

/// <summary>Wraps the keys of Data Protection before they reach the database, so that a copy of it signs nobody in.</summary>
internal sealed class KeyRingEncryptor(MasterKey master) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var text = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var value = new byte[KeyRingCipher.NonceLength + text.Length + KeyRingCipher.TagLength];
        RandomNumberGenerator.Fill(value.AsSpan(0, KeyRingCipher.NonceLength));
        using var cipher = KeyRingCipher.Open(master);
        cipher.Encrypt(
            value.AsSpan(0, KeyRingCipher.NonceLength), text,
            value.AsSpan(KeyRingCipher.NonceLength, text.Length), value.AsSpan(^KeyRingCipher.TagLength..));
        return new EncryptedXmlInfo(new XElement("wrapped", Convert.ToBase64String(value)), typeof(KeyRingDecryptor));
    }
}

/// <summary>Made by Data Protection from the type name that it stored with the key.</summary>
internal sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var value = Convert.FromBase64String(encryptedElement.Value).AsSpan();
        var text = new byte[value.Length - KeyRingCipher.NonceLength - KeyRingCipher.TagLength];
        using var cipher = KeyRingCipher.Open(services.GetRequiredService<MasterKey>());
        cipher.Decrypt(
            value[..KeyRingCipher.NonceLength], value.Slice(KeyRingCipher.NonceLength, text.Length),
            value[^KeyRingCipher.TagLength..], text);
        return XElement.Parse(Encoding.UTF8.GetString(text));
    }
}

internal static class KeyRingCipher
{
    public const int NonceLength = 12;
    public const int TagLength = 16;

    public static AesGcm Open(MasterKey master) => new(master.Derive("key ring"), TagLength);
}
