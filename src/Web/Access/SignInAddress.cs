namespace Financbase.Web.Access;

/// <summary>The sign-in page's address. Personal pages ignore the path base, which may hold an organization.</summary>
internal static class SignInAddress
{
    public const string Path = "/account/sign-in";

    public static string WithReturnTo(string? address) =>
        address is null or "/" ? Path : Path + QueryString.Create("returnUrl", address);
}
