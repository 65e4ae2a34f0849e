using System.Globalization;
using Financbase.Domain.SharedKernel;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Financbase.Web.TagHelpers;

/// <summary>
/// <c>&lt;money value="line.Amount" /&gt;</c>: an amount in the reader's culture with exactly the currency's decimals and
/// a true minus (−). <c>signed</c> also marks income by sign and colour; <c>show-currency</c> adds the ISO code.
/// </summary>
[HtmlTargetElement("money", Attributes = "value", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MoneyTagHelper : TagHelper
{
    public Money Value { get; set; }

    public bool Signed { get; set; }

    public bool ShowCurrency { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "data";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("value", Value.ToPlainString());
        if (Signed && Value.Minor > 0)
        {
            output.Attributes.SetAttribute("class", "t-ok");
        }

        output.Content.SetContent(Text(Value, Signed, CultureInfo.CurrentCulture));
        if (ShowCurrency)
        {
            var code = new TagBuilder("span");
            code.AddCssClass("muted");
            code.InnerHtml.Append(Value.Currency.Code);
            output.Content.Append("\u00a0").AppendHtml(code);
        }
    }

    private static string Text(Money money, bool signed, CultureInfo culture)
    {
        var digits = Math.Abs(money.Amount).ToString("N" + money.Currency.Exponent, culture);
        return money.Minor switch
        {
            < 0 => "\u2212" + digits,
            > 0 when signed => "+" + digits,
            _ => digits,
        };
    }
}
