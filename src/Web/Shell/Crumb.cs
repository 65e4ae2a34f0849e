namespace Financbase.Web.Shell;

/// <summary>A step between the sidebar's entry and the page; a page puts its list of them into <c>ViewData["Trail"]</c>.</summary>
public sealed record Crumb(string Text, string Address);
