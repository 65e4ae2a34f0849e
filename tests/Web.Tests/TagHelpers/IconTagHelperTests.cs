using System.Text.RegularExpressions;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Tests.TagHelpers;

public sealed partial class IconTagHelperTests
{
    private static readonly string Web = Path.Combine(Repository(), "src", "Web");

    [Test]
    public async Task Is_decoration_unless_it_has_a_label()
    {
        (await new IconTagHelper { Name = "bell", ViewContext = Rendered.View() }.AsHtmlAsync("icon"))
            .ShouldBe("<svg aria-hidden=\"true\" class=\"icon\"><use href=\"/lib/icons.svg#bell\"></use></svg>");
        (await new IconTagHelper { Name = "bell", Label = "Alerts", ViewContext = Rendered.View() }.AsHtmlAsync("icon"))
            .ShouldContain("role=\"img\"");
    }

    [Test]
    public void Every_icon_that_a_page_names_is_in_the_sprite()
    {
        var sprite = File.ReadAllText(Path.Combine(Web, "wwwroot", "lib", "icons.svg"));
        var named = Directory.EnumerateFiles(Web, "*.cshtml", SearchOption.AllDirectories)
            .SelectMany(page => IconName().Matches(File.ReadAllText(page)))
            .Select(match => match.Groups["name"].Value)
            .ToHashSet();

        named.ShouldContain("panel-left");
        named.Where(name => !sprite.Contains($"id=\"{name}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex("(<icon name|<(badge|empty-state)[^>]* icon)=\"(?<name>[a-z0-9-]+)\"")]
    private static partial Regex IconName();

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Financbase.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository's root was not found.");
        }

        return folder.FullName;
    }
}
