using System.Globalization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>
/// Reads the part of hledger’s journal format that its own export and usual journals use: accounts and their types, transactions with status, code
/// and comments, amounts, costs (<c>@</c>, <c>@@</c>) and one amount that is left out. Prices, and declarations of currencies and payees, are passed over; what
/// would change amounts otherwise, such as other files, automatic and virtual postings, is refused with its line. Written after hledger’s manual.
/// </summary>
public sealed class PlainJournalReader
{
    public const int MostFaults = 50;
    public const int MostEntries = 20_000;

    private static readonly string[] PassedOver = ["commodity", "payee", "tag", "P", "N", "end"];
    private static readonly string[] Refused = ["include", "apply", "alias", "Y", "year", "bucket", "A", "decimal-mark"];

    private readonly Currency _base;
    private readonly Dictionary<string, PlainAccount> _accounts = [];
    private readonly List<PlainEntry> _entries = [];
    private readonly List<PlainFault> _faults = [];
    private Draft? _draft;
    private string? _declared;
    private bool _isComment;

    // What is indented under something that is passed over, or wrong already, goes with it.
    private bool _skipsIndented;

    // Where what is wrong began, if that is not the line that showed it.
    private int? _faultLine;

    private PlainJournalReader(Currency @base) => _base = @base;

    public static PlainJournal Read(string text, Currency @base)
    {
        var reader = new PlainJournalReader(@base);
        var number = 0;
        foreach (var line in text.EnumerateLines())
        {
            if (reader._faults.Count >= MostFaults)
                break;
            reader.Guarded(++number, line.ToString());
        }

        reader.Guarded(number + 1, "");
        return new PlainJournal([.. reader._accounts.Values], reader._entries, reader._faults);
    }

    private void Guarded(int number, string line)
    {
        try
        {
            Take(number, line.TrimEnd().TrimStart('\uFEFF'));
        }
        catch (DomainException refused)
        {
            _faults.Add(new(_faultLine ?? number, Sentence(refused.Error)));
            _faultLine = null;
        }
        catch (OverflowException)
        {
            _faults.Add(new(_faultLine ?? number, "The amounts are too large."));
            _faultLine = null;
        }
    }

    private void Take(int number, string line)
    {
        if (_isComment)
        {
            _isComment = line != "end comment";
            return;
        }

        if (line.Length > 0 && char.IsWhiteSpace(line[0]))
        {
            Indented(number, line.Trim());
            return;
        }

        _skipsIndented = false;
        Finish();
        _declared = null;
        if (line.Length == 0 || line[0] is ';' or '#' or '*' or '%')
            return;
        _skipsIndented = true;
        if (char.IsAsciiDigit(line[0]))
            Begin(number, line);
        else
            Directive(number, line);
    }

    private void Directive(int number, string line)
    {
        var word = line.Split([' ', '\t'], 2)[0];
        if (word == "comment")
            _isComment = true;
        else if (word == "account")
            Declare(number, line[word.Length..]);
        else if (word == "D")
            DefaultCurrency(line[word.Length..]);
        else if (line[0] is '~' or '=' or '!' || Refused.Contains(word))
            throw Fault($"“{word}” is not read here. Take it out, or let hledger print the journal first: hledger print --explicit.");
        else if (!PassedOver.Contains(word))
            throw Fault($"“{word}” is neither a date nor anything that is known here.");
    }

    // It would change what amounts without a currency are in.
    private void DefaultCurrency(string rest)
    {
        var (amount, _) = Parted(rest);
        if (PlainAmount.Read(amount.Trim(), _base).Currency != _base)
            throw Fault($"Amounts without a currency are taken to be in {_base}. Take this line out, and write the currency with each amount.");
    }

    private void Declare(int number, string rest)
    {
        var (name, comment) = Parted(rest);
        _declared = name.Trim();
        Meet(_declared, number);
        Typed(comment);
    }

    private void Typed(string? comment)
    {
        if (_declared is null || comment is null || comment.IndexOf("type:", StringComparison.OrdinalIgnoreCase) is not (>= 0 and var place))
            return;

        var letter = comment[(place + 5)..].TrimStart().FirstOrDefault();
        AccountType? type = char.ToUpperInvariant(letter) switch
        {
            'A' or 'C' => AccountType.Asset,
            'L' => AccountType.Liability,
            'E' => comment[(place + 5)..].TrimStart().StartsWith("Exp", StringComparison.OrdinalIgnoreCase) ? AccountType.Expense : AccountType.Equity,
            'V' => AccountType.Equity,
            'R' => AccountType.Revenue,
            'X' => AccountType.Expense,
            _ => throw Fault("A type is one of A, C, L, E, V, R and X."),
        };
        _accounts[_declared] = _accounts[_declared] with { Type = type, IsMoney = char.ToUpperInvariant(letter) == 'C' };
    }

    private void Begin(int number, string line)
    {
        var (head, _) = Parted(line);
        var parts = head.Split([' ', '\t'], 2);
        var day = Day(parts[0].Split('=')[0]);
        var memo = (parts.Length > 1 ? parts[1] : "").Trim().TrimStart('*', '!').Trim();
        if (memo.StartsWith('(') && memo.IndexOf(')', StringComparison.Ordinal) is > 0 and var end)
            memo = memo[(end + 1)..].Trim();
        if (memo.Length > JournalEntry.LongestMemo)
            throw Fault($"A description has at most {JournalEntry.LongestMemo} characters.");
        if (_entries.Count >= MostEntries)
            throw Fault($"At most {MostEntries} transactions are taken at once. Divide the journal.");
        _draft = new Draft(number, day, memo);
    }

    private void Indented(int number, string line)
    {
        if (line[0] == ';')
        {
            Typed(line);
            return;
        }

        if (_draft is { } draft)
            draft.Postings.Add(Posting(number, line));
        else if (!_skipsIndented)
            throw Fault("This line is indented, and belongs to nothing.");
    }

    private DraftPosting Posting(int number, string line)
    {
        var (text, comment) = Parted(line);
        text = text.TrimStart('*', '!', ' ', '\t').TrimEnd();
        if (text.StartsWith('(') || text.StartsWith('['))
            throw Fault("Virtual postings are not read.");

        var gap = text.IndexOf("  ", StringComparison.Ordinal) is var blanks && text.IndexOf('\t', StringComparison.Ordinal) is var tab && (blanks < 0 || (tab >= 0 && tab < blanks)) ? tab : blanks;
        var (account, amount) = gap < 0 ? (text, "") : (text[..gap], text[gap..].Trim());
        Meet(account, number);
        var memo = comment?.Trim() is { Length: > 0 and <= Ledger.Posting.LongestMemo } said ? said : null;

        // What a balance is said to be changes nothing, unless it stands for the amount.
        var asserted = amount.IndexOf('=', StringComparison.Ordinal);
        if (asserted == 0)
            throw Fault("The amount is left out and a balance given. Write the amount.");
        amount = asserted > 0 ? amount[..asserted].Trim() : amount;
        if (amount.Contains('{', StringComparison.Ordinal))
            throw Fault("Lots in braces are not read. Give the cost with @ or @@.");
        return amount.Length == 0 ? new DraftPosting(account, null, null, memo) : Priced(account, amount, memo);
    }

    private DraftPosting Priced(string account, string amount, string? memo)
    {
        var parts = amount.Split('@', 2);
        var (number, currency) = PlainAmount.Read(parts[0].Trim(), _base);
        if (parts.Length == 1)
        {
            return currency == _base
                ? new DraftPosting(account, Money.FromAmount(number, _base), null, memo)
                : throw Fault($"It is in {currency}. Give what it came to in {_base} behind it: {parts[0].Trim()} @@ … {_base}.");
        }

        var isWhole = parts[1].StartsWith('@');
        var (price, paid) = PlainAmount.Read(parts[1].TrimStart('@').Trim(), _base);
        if (paid != _base || price < 0)
            throw Fault($"A cost is above zero and in {_base}.");

        var worth = isWhole ? price * Math.Sign(number) : decimal.Round(number * price, _base.Exponent, MidpointRounding.AwayFromZero);
        var minor = Money.FromAmount(worth, _base);
        return currency == _base ? new DraftPosting(account, minor, null, memo) : new DraftPosting(account, minor, Money.FromAmount(number, currency), memo);
    }

    private void Finish()
    {
        if (_draft is not { } draft)
            return;

        _draft = null;
        _faultLine = draft.Line;
        var missing = draft.Postings.Where(posting => posting.Amount is null).ToList();
        if (missing.Count > 1)
            throw Fault("Only one amount of a transaction can be left out.");

        var sum = draft.Postings.Sum(posting => (decimal)(posting.Amount?.Minor ?? 0));
        if (missing.Count == 0 && sum != 0)
            throw Fault($"The transaction does not come to zero: {new Money(checked((long)sum), _base)} too much.");
        if (Math.Abs(sum) > Ledger.Posting.Most)
            throw Fault("The amounts are too large.");

        var whole = draft.Postings.Select(posting => new PlainPosting(posting.Account, posting.Amount ?? new Money(-(long)sum, _base), posting.Original, posting.Memo))
            .Where(posting => posting.Amount.Minor != 0).ToList();
        if (whole.Any(posting => Math.Abs(posting.Amount.Minor) > Ledger.Posting.Most) || whole.Count > JournalEntry.MostPostings)
            throw Fault("The amounts are too large, or there are too many.");
        if (whole.Count >= 2)
            _entries.Add(new PlainEntry(draft.Line, draft.Date, draft.Memo, whole));
        _faultLine = null;
    }

    private void Meet(string name, int line)
    {
        if (name.Length == 0)
            throw Fault("The account is missing.");
        _accounts.TryAdd(name, new PlainAccount(name, TypeOf(name), false, line));
    }

    private static AccountType? TypeOf(string name) => name.Split(':')[0].ToUpperInvariant() switch
    {
        "ASSETS" or "ASSET" => AccountType.Asset,
        "LIABILITIES" or "LIABILITY" or "DEBTS" or "DEBT" => AccountType.Liability,
        "EQUITY" => AccountType.Equity,
        "REVENUES" or "REVENUE" or "INCOMES" or "INCOME" => AccountType.Revenue,
        "EXPENSES" or "EXPENSE" => AccountType.Expense,
        _ => null,
    };

    private static DateOnly Day(string text)
    {
        var parts = text.Split('-', '/', '.');
        return parts.Length == 3 && parts[0].Length == 4 && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit))
            && DateOnly.TryParseExact(
                $"{parts[0]}-{parts[1].PadLeft(2, '0')}-{parts[2].PadLeft(2, '0')}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1900 and <= 2199
                ? day
                : throw Fault($"“{text}” is no day between 1900 and 2199. Write it like 2026-06-30.");
    }

    // What stands behind a semicolon is for people.
    private static (string Text, string? Comment) Parted(string line) =>
        line.IndexOf(';', StringComparison.Ordinal) is >= 0 and var place ? (line[..place].TrimEnd(), line[(place + 1)..]) : (line, null);

    private static string Sentence(Error error) => error.Fields is { Count: > 0 } fields ? fields.First().Value[0] : error.Message;

    private static DomainException Fault(string reason) => new(Error.Validation("", reason));

    private sealed record Draft(int Line, DateOnly Date, string Memo)
    {
        public List<DraftPosting> Postings { get; } = [];
    }

    private sealed record DraftPosting(string Account, Money? Amount, Money? Original, string? Memo);
}
