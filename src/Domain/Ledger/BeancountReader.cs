using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>
/// Reads the part of beancount’s format that our own export and usual journals use: accounts as they are opened, transactions with payee, narration, tags, links and
/// metadata, amounts with prices (<c>@</c>, <c>@@</c>) or the cost of a lot (<c>{}</c>, <c>{{}}</c>), and one amount that is left out. Directives that move
/// nothing are passed over; what would change amounts, such as padding, other files and plugins, is refused with its line. Written after beancount’s
/// language syntax, and tried against beancount 2.3.5.
/// </summary>
internal sealed class BeancountReader(Currency @base) : PlainReader(@base)
{
    private static readonly string[] PassedOver = ["close", "commodity", "price", "balance", "note", "document", "event", "query", "custom"];
    private static readonly string[] Refused = ["include", "plugin", "pushtag", "poptag", "pushmeta", "popmeta"];

    private readonly Dictionary<string, AccountType> _roots = new()
    {
        ["Assets"] = AccountType.Asset,
        ["Liabilities"] = AccountType.Liability,
        ["Equity"] = AccountType.Equity,
        ["Income"] = AccountType.Revenue,
        ["Expenses"] = AccountType.Expense,
    };

    private readonly HashSet<string> _operating = [];
    private int _operatingLine;
    private string? _opened;
    private bool _takesIndented;

    /// <summary>Whether the line is one that beancount alone knows.</summary>
    public static bool IsOwn(string line)
    {
        var words = line.Split((char[]?)null, 4, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && (words[0] is "option" or "plugin" or "pushtag" or "poptag" or "pushmeta" or "popmeta"
            || (words.Length > 2 && IsDate(words[0]) && words[1] switch
            {
                "open" or "close" or "balance" or "pad" or "note" or "document" => BeancountText.IsAccount(words[2]),
                "commodity" or "price" => BeancountText.IsCommodity(words[2]),
                "txn" or "event" or "query" or "custom" => words[2][0] == '"',
                _ => false,
            }));
    }

    /// <summary>Whether the line may begin a transaction of beancount, and of others as well.</summary>
    public static bool MayBeOwn(string line)
    {
        var words = line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && IsDate(words[0]) && words[1] is "*" or "!" && (words.Length == 2 || words[2][0] is '"' or '#' or '^' or ';');
    }

    protected override void Take(int number, string line)
    {
        if (line.Length == 0)
            return;
        if (char.IsWhiteSpace(line[0]))
        {
            var (text, comment) = BeancountText.Parted(line.Trim());
            if (text.Length > 0)
                Indented(number, text, comment);
            return;
        }

        if (line[0] == ';')
            return;

        Close();
        _opened = null;
        // As beancount does, which lets headings of outlines stand between.
        _takesIndented = line[0] is not ('*' or '#' or ':' or '%' or '&' or '!' or '?');
        if (!_takesIndented)
            return;

        var (said, _) = BeancountText.Parted(line);
        var words = said.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        if (char.IsAsciiDigit(line[0]))
            Dated(number, Day(words[0]), words.ElementAtOrDefault(1) ?? "", words.ElementAtOrDefault(2) ?? "");
        else if (words[0] == "option")
            Option(number, BeancountText.Strings(said["option".Length..]).Texts);
        else
            throw Fault(Refused.Contains(words[0]) ? $"“{words[0]}” is not read here: it would change what other lines say." : $"“{words[0]}” is neither a date nor anything that beancount knows.");
    }

    protected override void Finish()
    {
        if (_operating.Count > 0 && !_operating.Contains(Base.Code))
            Refuse(_operatingLine, $"It is kept in {string.Join(", ", _operating)}, and these books are in {Base}.");
    }

    protected override AccountType? TypeOf(string account) => _roots[account[..account.IndexOf(':', StringComparison.Ordinal)]];

    private static bool IsDate(string word) => word.Length >= 8 && char.IsAsciiDigit(word[0]) && word.All(letter => char.IsAsciiDigit(letter) || letter is '-' or '/');

    private void Option(int number, IReadOnlyList<string> texts)
    {
        if (texts is not [var name, var value])
            throw Fault("An option has a name and a value, both in quotes.");

        AccountType? root = name switch
        {
            "name_assets" => AccountType.Asset,
            "name_liabilities" => AccountType.Liability,
            "name_equity" => AccountType.Equity,
            "name_income" => AccountType.Revenue,
            "name_expenses" => AccountType.Expense,
            _ => null,
        };
        if (root is { } type)
        {
            if (!BeancountText.IsAccount($"{value}:X") || value.Contains(':', StringComparison.Ordinal) || _roots.GetValueOrDefault(value, type) != type)
                throw Fault($"“{value}” cannot be what accounts begin with.");
            _roots.Remove(_roots.Single(one => one.Value == type).Key);
            _roots.Add(value, type);
        }
        else if (name == "operating_currency")
        {
            _operating.Add(value);
            _operatingLine = number;
        }
    }

    private void Dated(int number, DateOnly day, string word, string rest)
    {
        if (word is "*" or "!" or "txn")
        {
            var (texts, left) = BeancountText.Strings(rest);
            if (texts.Count > 2 || left.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Any(one => one[0] is not ('#' or '^')))
                throw Fault("Behind its date and its mark, a transaction has a payee and a narration, each in quotes, then tags and links.");
            Begin(number, day, string.Join(" | ", texts.Where(text => text.Length > 0)));
        }
        else if (word == "open")
        {
            var account = rest.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
            Open(account, number);
            _opened = account;
        }
        else if (word == "pad")
        {
            throw Fault("“pad” is not read here: it would make up an amount. Write the transaction that it stands for.");
        }
        else if (!PassedOver.Contains(word))
        {
            throw Fault($"“{word}” is nothing that beancount knows behind a date, or nothing that is read here.");
        }
    }

    // Where the directive is wrong, what belongs to it is not looked at.
    private void Indented(int number, string text, string? comment)
    {
        if (!_takesIndented)
            throw Fault("This line is indented, and belongs to nothing.");
        if (BeancountText.Metadata(text) is ({ } key, { } value))
        {
            if (_opened is { } account && key is "code" or "name")
                Describe(account, known => key == "code" ? known with { Code = value } : known with { Title = value });
        }
        else if (Draft is { } draft && text[0] is not ('#' or '^'))
        {
            draft.Postings.Add(Read(number, text, Remark(comment)));
        }
    }

    private void Open(string account, int number)
    {
        if (!BeancountText.IsAccount(account))
            throw Fault(account.Length == 0 ? "The account is missing." : $"“{account}” is no name of an account. It has parts with a capital or a digit first, such as Assets:Bank.");
        if (!_roots.ContainsKey(account[..account.IndexOf(':', StringComparison.Ordinal)]))
            throw Fault($"“{account}” begins with none of {string.Join(", ", _roots.Keys)}.");
        Meet(account, number);
    }

    private PlainDraftPosting Read(int number, string text, string? memo)
    {
        var rest = text[0] is '*' or '!' ? text[1..].TrimStart() : text;
        var end = rest.IndexOfAny([' ', '\t']);
        var account = end < 0 ? rest : rest[..end];
        Open(account, number);
        var (units, cost, price) = BeancountText.Amounts(end < 0 ? "" : rest[end..].Trim());
        var (count, commodity) = BeancountText.Units(units);
        if (count is not { } amount)
        {
            return cost is null && price is null && (commodity is null || commodity == Base.Code)
                ? new PlainDraftPosting(account, null, null, memo)
                : throw Fault("The number is left out. Write it, or leave the whole amount out.");
        }

        var isCurrency = Currency.TryParse(commodity, out var currency);
        if (!isCurrency && cost is null)
            throw Fault(commodity is null ? $"“{units}” names no currency." : $"“{commodity}” is no currency that is known. What is held in lots has its cost in braces, such as 10 {commodity} {{12.50 {Base}}}.");
        if (cost is null && price is null)
        {
            return currency == Base
                ? new PlainDraftPosting(account, Money.FromAmount(amount, Base), null, memo)
                : throw Fault($"It is in {currency}. Give what it came to in {Base} behind it: {units} @@ … {Base}.");
        }

        // A lot is worth what it cost, whatever its price is now.
        var worth = (cost is { } lot ? Cost(lot) : Price(price!)).Of(amount, Base);
        return isCurrency
            ? new PlainDraftPosting(account, worth, currency == Base ? null : Money.FromAmount(amount, currency), memo)
            : new PlainDraftPosting(account, worth, null, Remark(memo is null ? units : $"{units}, {memo}") ?? memo);
    }

    private PlainPrice Price(string text) => InBase(BeancountText.Units(text.TrimStart('@').Trim()), text.StartsWith('@'));

    private PlainPrice Cost(string text)
    {
        var isWhole = text.StartsWith('{');
        var amounts = BeancountText.CostParts(text.Trim('{', '}')).Where(part => !IsDate(part) && part[0] != '"').ToList();
        return amounts is [var amount]
            ? InBase(BeancountText.Units(amount), isWhole)
            : throw Fault($"What a lot cost is not looked up. Write it in its braces, such as {{12.50 {Base}}}.");
    }

    private PlainPrice InBase((decimal? Number, string? Commodity) amount, bool isWhole) => amount is ({ } number and >= 0, { } commodity) && commodity == Base.Code
        ? new PlainPrice(number, isWhole)
        : throw Fault($"A cost or price is a number that is not below zero, in {Base}.");
}
