using Financbase.Web.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace Financbase.Web.Tests.Access;

public sealed class HostCookiesTests
{
    [Test]
    public void Outside_development_the_browser_itself_guards_every_cookie()
    {
        foreach (var cookie in Harden("Production"))
        {
            cookie.Name.ShouldBe("__Host-name");
            cookie.SecurePolicy.ShouldBe(CookieSecurePolicy.Always);
            cookie.Path.ShouldBe("/");
            cookie.Domain.ShouldBeNull();
            cookie.HttpOnly.ShouldBeTrue();
            cookie.SameSite.ShouldBe(SameSiteMode.Lax);
        }
    }

    [Test]
    public void In_development_the_names_are_plain() =>
        Harden("Development").ShouldAllBe(cookie => cookie.Name == "name" && cookie.SecurePolicy == CookieSecurePolicy.SameAsRequest);

    [Test]
    public void Nobodys_word_about_the_callers_address_counts_unless_its_network_is_named()
    {
        var nobody = Trust();
        nobody.ForwardedHeaders.ShouldBe(ForwardedHeaders.None);
        nobody.KnownIPNetworks.ShouldBeEmpty();
        nobody.KnownProxies.ShouldBeEmpty();

        Trust("10.0.0.0/8").KnownIPNetworks.ShouldHaveSingleItem().ToString().ShouldBe("10.0.0.0/8");
        Should.Throw<InvalidOperationException>(() => Trust("the proxy")).Message.ShouldContain("the proxy");
    }

    private static CookieBuilder[] Harden(string environment)
    {
        var hardening = new HostCookies(new HostingEnvironment { EnvironmentName = environment });
        var session = new CookieAuthenticationOptions { Cookie = { Name = "name" } };
        var form = new AntiforgeryOptions { Cookie = { Name = "name" } };
        var toasts = new CookieTempDataProviderOptions { Cookie = { Name = "name" } };
        hardening.PostConfigure(null, session);
        hardening.PostConfigure(null, form);
        hardening.PostConfigure(null, toasts);
        return [session.Cookie, form.Cookie, toasts.Cookie];
    }

    private static ForwardedHeadersOptions Trust(params string[] networks)
    {
        var options = new ForwardedHeadersOptions();
        TrustedProxies.Trust(options, TrustedProxies.From(new ConfigurationBuilder()
            .AddInMemoryCollection(networks.Select((network, i) => KeyValuePair.Create($"Proxy:KnownNetworks:{i}", (string?)network)))
            .Build()));
        return options;
    }
}
