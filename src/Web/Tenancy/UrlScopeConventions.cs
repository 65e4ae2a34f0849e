using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Financbase.Web.Tenancy;

/// <summary>Pages live under <c>/o/{slug}</c>, except those in the folders named here.</summary>
internal static class UrlScopeConventions
{
    private static readonly string[] RootFolders = ["/Operators/", "/Personal/", "/Public/"];

    public static void UseUrlScopes(this PageConventionCollection conventions) =>
        conventions.AddFolderApplicationModelConvention("/", page => page.EndpointMetadata.Add(new UrlScopeAttribute(ScopeOf(page.ViewEnginePath))));

    private static UrlScope ScopeOf(string page) => page switch
    {
        _ when page.StartsWith("/Errors/", StringComparison.Ordinal) => UrlScope.Anywhere,
        _ when RootFolders.Any(folder => page.StartsWith(folder, StringComparison.Ordinal)) => UrlScope.Root,
        _ => UrlScope.Organization,
    };
}
