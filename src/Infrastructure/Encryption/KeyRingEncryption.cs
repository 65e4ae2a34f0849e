using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Encryption;

/// <summary>Wraps the keys of Data Protection before they reach the database, so that a copy of it signs nobody in.</summary>
internal sealed class KeyRingEncryptor(IPlatformKeys keys) : IXmlEncryptor
{
    public const string Purpose = "key ring";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var text = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var value = Aead.Seal(keys.Get(Purpose), text, associated: "");
        return new EncryptedXmlInfo(new XElement("wrapped", Convert.ToBase64String(value)), typeof(KeyRingDecryptor));
    }
}

/// <summary>Made by Data Protection from the type name that it stored with the key.</summary>
internal sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var key = services.GetRequiredService<IPlatformKeys>().Get(KeyRingEncryptor.Purpose);
        return XElement.Parse(Encoding.UTF8.GetString(Aead.Open(key, Convert.FromBase64String(encryptedElement.Value), associated: "")));
    }
}
