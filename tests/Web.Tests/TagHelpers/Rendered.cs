using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.Tests.TagHelpers;

/// <summary>What a tag helper writes, as text.</summary>
internal static class Rendered
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static ViewContext View(Action<HttpContext>? request = null)
    {
        var http = new DefaultHttpContext();
        request?.Invoke(http);
        return new ViewContext
        {
            HttpContext = http,
            ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()),
        };
    }

    public static Task<string> AsHtmlAsync(this TagHelper helper, string tag, string content = "") =>
        helper.AsHtmlAsync(tag, [], _ => Task.FromResult(content));

    /// <param name="helper">The helper with its attributes set.</param>
    /// <param name="tag">The element's name in the page.</param>
    /// <param name="items">What an outer helper left for it.</param>
    /// <param name="content">Writes the element's content, after the helper has spoken to it.</param>
    public static async Task<string> AsHtmlAsync(
        this TagHelper helper, string tag, Dictionary<object, object> items, Func<TagHelperContext, Task<string>> content)
    {
        var context = new TagHelperContext(tag, [], items, Guid.NewGuid().ToString("N"));
        var output = new TagHelperOutput(tag, [], async (_, _) =>
            new DefaultTagHelperContent().SetHtmlContent(await content(context)));
        await helper.ProcessAsync(context, output);
        if (!output.IsContentModified && output.TagName is not null)
        {
            output.Content.SetHtmlContent(await content(context));
        }

        await using var writer = new StringWriter();
        output.WriteTo(writer, Encoder);
        return writer.ToString();
    }
}
