using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Financbase.Web.Access;

/// <summary>
/// Hardens every cookie alike. The <c>__Host-</c> prefix makes the browser itself insist on Secure, Path=/ and no
/// Domain. Development runs over http on loopback, where script cookie jars drop Secure cookies, and uses plain names.
/// </summary>
internal sealed class HostCookies(IHostEnvironment environment)
    : IPostConfigureOptions<CookieAuthenticationOptions>, IPostConfigureOptions<AntiforgeryOptions>, IPostConfigureOptions<CookieTempDataProviderOptions>
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>, HostCookies>()
        .AddSingleton<IPostConfigureOptions<AntiforgeryOptions>, HostCookies>()
        .AddSingleton<IPostConfigureOptions<CookieTempDataProviderOptions>, HostCookies>();

    public void PostConfigure(string? name, CookieAuthenticationOptions options) => Harden(options.Cookie);

    public void PostConfigure(string? name, AntiforgeryOptions options) => Harden(options.Cookie);

    public void PostConfigure(string? name, CookieTempDataProviderOptions options) => Harden(options.Cookie);

    private void Harden(CookieBuilder cookie) => Hardened(cookie, environment);

    public static CookieBuilder Hardened(CookieBuilder cookie, IHostEnvironment environment)
    {
        cookie.Path = "/";
        cookie.Domain = null;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        if (!environment.IsDevelopment())
            cookie.Name = "__Host-" + cookie.Name;
        return cookie;
    }
}
