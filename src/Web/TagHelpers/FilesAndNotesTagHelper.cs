using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary><c>&lt;files-and-notes id="Model.Id" /&gt;</c>: what is attached to a document, loaded behind its page; a link without scripts.</summary>
[HtmlTargetElement("files-and-notes", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FilesAndNotesTagHelper(IShell shell, IUrlHelperFactory urls) : TagHelper
{
    public Guid Id { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (!await shell.AllowsAsync(Permissions.Attachments.Read))
        {
            output.SuppressOutput();
            return;
        }

        var address = urls.GetUrlHelper(ViewContext).Page("/Attachments/Index", new { documentId = Id });
        output.TagName = "section";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "card");
        output.Attributes.SetAttribute("hx-get", address);
        output.Attributes.SetAttribute("hx-trigger", "load");
        output.Attributes.SetAttribute("hx-swap", "outerHTML");
        var link = new TagBuilder("a");
        link.Attributes["href"] = address;
        link.InnerHtml.Append("Files and notes");
        output.Content.AppendHtml("<section>").AppendHtml(link).AppendHtml("</section>");
    }
}
