using Financbase.Web.Access;

namespace Financbase.Web.Tests.Access;

public sealed class TransportRuleTests
{
    [TestCase(true, false, "http://127.0.0.1:5080", true)]
    [TestCase(true, false, "http://localhost:5080", true)]
    [TestCase(true, false, "http://[::1]:5080", true)]
    [TestCase(true, false, "http://0.0.0.0:5080", false)]
    [TestCase(true, false, "http://+:5080", false)]
    [TestCase(false, false, "http://127.0.0.1:5080", false)]
    [TestCase(false, false, "https://0.0.0.0:443", true)]
    [TestCase(false, true, "http://0.0.0.0:5080", true)]
    public void Sessions_travel_encrypted_except_on_this_machine_in_development(
        bool isDevelopment, bool hasTrustedProxy, string address, bool allowed)
    {
        var fault = TransportRule.Fault([address], isDevelopment, hasTrustedProxy);

        if (allowed)
            fault.ShouldBeNull();
        else
            fault.ShouldNotBeNull().ShouldContain("Proxy__KnownNetworks");
    }
}
