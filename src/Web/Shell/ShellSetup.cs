using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Financbase.Web.Access;
using Financbase.Web.Pages.Errors;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.WebEncoders;

namespace Financbase.Web.Shell;

/// <summary>What pages need from the host, beside the features' own services.</summary>
internal static class ShellSetup
{
    // Numbers and dates follow the reader; the texts are English until the other languages' resources are there.
    private static readonly string[] Languages = ["en", "es", "fr", "de"];

    public static IMvcBuilder AddShell(this IServiceCollection services) => services
        .AddScoped<IShell, RequestShell>()
        .AddScoped<LastOrganization>()
        .Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All))
        .Configure<RequestLocalizationOptions>(FollowTheReader)
        .AddAntiforgery(options =>
        {
            options.Cookie.Name = "form";
            options.Cookie.Path = "/";
        })
        .AddRazorPages(options => options.Conventions
            .ConfigureFilter((IFilterMetadata)new ExpiredForms())
            .ConfigureFilter((IFilterMetadata)new PlainRequests())
            .ConfigureFilter((IFilterMetadata)new MarkedHandlers()))
        .AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false)
        .AddCookieTempDataProvider(options =>
        {
            options.Cookie.Name = "toasts";
            options.Cookie.Path = "/";
            options.Cookie.SameSite = SameSiteMode.Lax;
        });

    /// <summary>Draws refused and failed requests as pages, except for the API. Comes before everything that may refuse.</summary>
    public static IApplicationBuilder UseShell(this IApplicationBuilder app) => app
        .UseWhen(
            http => !http.Request.Path.StartsWithSegments("/api"),
            pages => pages.UseExceptionHandler("/errors/500").UseStatusCodePagesWithReExecute("/errors/{0}"))
        .UseRequestLocalization();

    private static void FollowTheReader(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new("en-GB", "en");
        options.SupportedUICultures = [CultureInfo.GetCultureInfo("en")];
        options.SupportedCultures =
        [
            .. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
                .Where(culture => Languages.Contains(culture.TwoLetterISOLanguageName)),
        ];
    }
}
