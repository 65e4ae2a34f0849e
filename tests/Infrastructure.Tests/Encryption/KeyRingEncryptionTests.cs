using System.Security.Cryptography;
using System.Xml.Linq;
using Financbase.Infrastructure.Encryption;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Tests.Encryption;

public sealed class KeyRingEncryptionTests
{
    [Test]
    public void What_one_process_protects_another_with_the_same_key_reads()
    {
        var store = new Store();
        var keys = new OneKey(RandomNumberGenerator.GetBytes(32));

        var secret = Protector(store, keys).Protect("cookie");

        Protector(store, keys).Unprotect(secret).ShouldBe("cookie");
    }

    [Test]
    public void The_stored_key_is_unreadable_without_the_key_that_wraps_it()
    {
        var store = new Store();
        var secret = Protector(store, new OneKey(RandomNumberGenerator.GetBytes(32))).Protect("cookie");

        store.GetAllElements().ShouldAllBe(element => !element.Descendants("masterKey").Any());
        var stranger = Protector(store, new OneKey(RandomNumberGenerator.GetBytes(32)));
        Should.Throw<CryptographicException>(() => stranger.Unprotect(secret));
    }

    private static IDataProtector Protector(Store store, IPlatformKeys keys)
    {
        var services = new ServiceCollection().AddSingleton(keys);
        services.AddDataProtection().SetApplicationName("test");
        services.Configure<KeyManagementOptions>(options =>
        {
            options.XmlRepository = store;
            options.XmlEncryptor = new KeyRingEncryptor(keys);
        });
        return services.BuildServiceProvider().GetDataProtector("cookies");
    }

    private sealed class OneKey(byte[] key) : IPlatformKeys
    {
        public byte[] Get(string purpose) => key;
    }

    private sealed class Store : IXmlRepository
    {
        private readonly List<XElement> _elements = [];

        public IReadOnlyCollection<XElement> GetAllElements() => _elements;

        public void StoreElement(XElement element, string friendlyName) => _elements.Add(element);
    }
}
