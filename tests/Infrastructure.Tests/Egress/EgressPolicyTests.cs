using System.Net;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Egress;

namespace Financbase.Infrastructure.Tests.Egress;

public sealed class EgressPolicyTests
{
    private static readonly Uri Https = new("https://partner.test/");
    private static readonly Uri Http = new("http://partner.test/");

    [Test]
    public void One_private_address_among_public_ones_refuses_the_host() =>
        Should.Throw<EgressException>(() => Policy().Vet(Https, Addresses("1.1.1.1", "10.0.0.1")))
            .Error.Code.ShouldBe("egress.address_not_allowed");

    [Test]
    public void A_host_without_addresses_is_not_found() =>
        Should.Throw<EgressException>(() => Policy().Vet(Https, [])).Error.Code.ShouldBe("egress.host_not_found");

    [Test]
    public void An_allowed_network_may_be_called_also_over_http_and_as_a_mapped_address() =>
        Should.NotThrow(() => Policy("10.1.0.0/16").Vet(Http, Addresses("10.1.2.3", "::ffff:10.1.2.3")));

    [Test]
    public void Allowing_one_network_allows_no_other() =>
        Should.Throw<EgressException>(() => Policy("10.1.0.0/16").Vet(Https, Addresses("10.2.0.1")));

    [Test]
    public void Production_calls_public_hosts_by_https_only()
    {
        Should.NotThrow(() => Policy().Vet(Https, Addresses("1.1.1.1")));
        Should.Throw<EgressException>(() => Policy().Vet(Http, Addresses("1.1.1.1"))).Error.Code.ShouldBe("egress.https_only");
    }

    [Test]
    public void Elsewhere_http_is_accepted() =>
        Should.NotThrow(() => new EgressPolicy([], httpsOnly: false).Vet(Http, Addresses("1.1.1.1")));

    [Test]
    public void The_refusal_does_not_tell_the_address() =>
        Should.Throw<EgressException>(() => Policy().Vet(Https, Addresses("10.20.30.40")))
            .Message.ShouldNotContain("10.20.30.40");

    [TestCase("10.0.0.0/33")]
    [TestCase("everything")]
    [TestCase("")]
    public void A_mistyped_network_is_named(string cidr) =>
        Should.Throw<DomainException>(() => EgressPolicy.ParseNetworks([cidr])).Message.ShouldContain($"“{cidr}”");

    private static EgressPolicy Policy(params string[] allowed) =>
        new(EgressPolicy.ParseNetworks(allowed), httpsOnly: true);

    private static IPAddress[] Addresses(params string[] addresses) => [.. addresses.Select(IPAddress.Parse)];
}
