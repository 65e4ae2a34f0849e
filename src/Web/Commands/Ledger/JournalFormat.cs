using System.Globalization;
using System.Text;
using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;

namespace Financbase.Web.Commands.Ledger;

/// <summary>How a journal is written for another program.</summary>
internal abstract class JournalFormat
{
    public abstract string Head(string currency);

    public abstract string Account(AccountView account);

    public abstract string Entry(JournalEntryView entry);

    protected static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// What a posting in another currency came to in the base currency stands behind it as the price of the whole: then it adds up to the
    /// last minor unit, which no rate would do.
    /// </summary>
    protected static string Amount(PostingView posting) => posting.Original is { Minor: not 0 } original
        ? $"{original} @@ {posting.Debit ?? posting.Credit!.Value}"
        : $"{posting.Debit ?? -posting.Credit!.Value}";

    /// <summary>On one line, with single blanks and without what the program would take for something else.</summary>
    protected static string Plain(string text, string taken) => string.Join(' ', string.Concat(text.Select(letter =>
        char.IsControl(letter) || taken.Contains(letter, StringComparison.Ordinal) ? ' ' : letter)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>The format of hledger and ledger: accounts are <c>type:code name</c>.</summary>
internal sealed class HledgerFormat : JournalFormat
{
    private readonly HashSet<Currency> _declared = [];

    public override string Head(string currency) => $"{Commodity(Currency.Of(currency))}\n";

    public override string Account(AccountView account) => $"account {Name(account.Type, account.Code, account.Name)}\n    ; type: {Letter(account.Type)}\n";

    public override string Entry(JournalEntryView entry)
    {
        var text = new StringBuilder();
        foreach (var posting in entry.Postings.Where(posting => posting.Original is { Minor: not 0 }))
            text.Append(Commodity(posting.Original!.Value.Currency));
        text.Append(CultureInfo.InvariantCulture, $"\n{Day(entry.Date)} * {Plain(entry.Memo.TrimStart('(', '*', '!', ' '), ";|")}\n    ; id: {entry.Id}\n");
        foreach (var tag in entry.Tags)
            text.Append(CultureInfo.InvariantCulture, $"    ; tag: {Plain(tag, "")}\n");
        foreach (var posting in entry.Postings)
            text.Append(CultureInfo.InvariantCulture, $"    {Name(posting.Account.Type, posting.Account.Code, posting.Account.Name)}  {Amount(posting)}{(posting.Project is { } project ? $"  ; project: {project.Code}" : "")}\n");
        return text.ToString();
    }

    // Once, before it is used.
    private string Commodity(Currency currency) => _declared.Add(currency) ? $"commodity 1000{Fraction(currency)} {currency}\n" : "";

    // Both programs need the point to tell it from a mark of thousands.
    private static string Fraction(Currency currency) => "." + new string('0', currency.Exponent);

    private static string Name(AccountType type, string code, string name) => $"{Root(type)}:{code} {Plain(name, ":;()[]")}".TrimEnd();

    private static string Root(AccountType type) => type switch
    {
        AccountType.Asset => "assets",
        AccountType.Liability => "liabilities",
        AccountType.Equity => "equity",
        AccountType.Revenue => "revenues",
        AccountType.Expense => "expenses",
    };

    private static char Letter(AccountType type) => type.ToString()[0] is 'E' && type == AccountType.Expense ? 'X' : type.ToString()[0];
}

/// <summary>Beancount's: names of accounts hold their codes alone, since they take no blanks.</summary>
internal sealed class BeancountFormat : JournalFormat
{
    // It divides the price of a whole by the units and multiplies again, which leaves something at the 20th decimal: a thousandth of a minor unit is let pass.
    public override string Head(string currency) =>
        $"option \"operating_currency\" \"{currency}\"\noption \"inferred_tolerance_default\" \"{currency}:0.{new string('0', Currency.Of(currency).Exponent + 2)}1\"\n\n";

    public override string Account(AccountView account) =>
        $"1900-01-01 open {Name(account.Type, account.Code)}\n  code: \"{account.Code}\"\n  name: {Quoted(account.Name)}\n";

    public override string Entry(JournalEntryView entry)
    {
        var text = new StringBuilder($"\n{Day(entry.Date)} * {Quoted(entry.Memo)}\n  id: \"{entry.Id}\"\n");
        if (entry.Tags.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"  tags: {Quoted(string.Join(", ", entry.Tags))}\n");
        foreach (var posting in entry.Postings)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Name(posting.Account.Type, posting.Account.Code)}  {Amount(posting)}\n");
            if (posting.Project is { } project)
                text.Append(CultureInfo.InvariantCulture, $"    project: \"{project.Code}\"\n");
        }

        return text.ToString();
    }

    // Beancount's names hold letters, digits and hyphens; each code stays a name of its own.
    private static string Name(AccountType type, string code) =>
        $"{Root(type)}:A{code.Replace("-", "-h", StringComparison.Ordinal).Replace(".", "-d", StringComparison.Ordinal)}";

    private static string Quoted(string text) => $"\"{Plain(text, "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Root(AccountType type) => type switch
    {
        AccountType.Asset => "Assets",
        AccountType.Liability => "Liabilities",
        AccountType.Equity => "Equity",
        AccountType.Revenue => "Income",
        AccountType.Expense => "Expenses",
    };
}

/// <summary>A line for each posting.</summary>
internal sealed class CsvJournalFormat : JournalFormat
{
    private static readonly DownloadFormat<(JournalEntryView Entry, PostingView Posting)> Csv = CsvFormat.Of<(JournalEntryView Entry, PostingView Posting)>(
        ("Date", row => row.Entry.Date),
        ("Entry", row => row.Entry.Id.Value),
        ("Entry memo", row => row.Entry.Memo),
        ("Account code", row => row.Posting.Account.Code),
        ("Account", row => row.Posting.Account.Name),
        ("Type", row => row.Posting.Account.Type),
        ("Debit", row => row.Posting.Debit),
        ("Credit", row => row.Posting.Credit),
        ("Memo", row => row.Posting.Memo),
        ("Project", row => row.Posting.Project?.Code),
        ("Tags", row => string.Join(", ", row.Entry.Tags)));

    public override string Head(string currency) => Csv.Head;

    public override string Account(AccountView account) => "";

    public override string Entry(JournalEntryView entry) => string.Concat(entry.Postings.Select(posting => Csv.Row((entry, posting))));
}
