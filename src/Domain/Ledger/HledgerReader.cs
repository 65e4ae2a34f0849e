using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>
/// Reads the part of hledger’s journal format that its own export and usual journals use: accounts and their types, transactions with status, code
/// and comments, amounts, costs (<c>@</c>, <c>@@</c>) and one amount that is left out. Prices, and declarations of currencies and payees, are passed over; what
/// would change amounts otherwise, such as other files, automatic and virtual postings, is refused with its line. Written after hledger’s manual.
/// </summary>
internal sealed class HledgerReader(Currency @base) : PlainReader(@base)
{
    private static readonly string[] PassedOver = ["commodity", "payee", "tag", "P", "N", "end"];
    private static readonly string[] Refused = ["include", "apply", "alias", "Y", "year", "bucket", "A", "decimal-mark"];

    private string? _declared;
    private bool _isComment;

    // What is indented under something that is passed over, or wrong already, goes with it.
    private bool _skipsIndented;

    protected override void Take(int number, string line)
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
        Close();
        _declared = null;
        if (line.Length == 0 || line[0] is ';' or '#' or '*' or '%')
            return;
        _skipsIndented = true;
        if (char.IsAsciiDigit(line[0]))
            Transaction(number, line);
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
        if (PlainAmount.Read(amount.Trim(), Base).Currency != Base)
            throw Fault($"Amounts without a currency are taken to be in {Base}. Take this line out, and write the currency with each amount.");
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
        Describe(_declared, account => account with { Type = type, IsMoney = char.ToUpperInvariant(letter) == 'C' });
    }

    private void Transaction(int number, string line)
    {
        var (head, _) = Parted(line);
        var parts = head.Split([' ', '\t'], 2);
        var day = Day(parts[0].Split('=')[0]);
        var memo = (parts.Length > 1 ? parts[1] : "").Trim().TrimStart('*', '!').Trim();
        if (memo.StartsWith('(') && memo.IndexOf(')', StringComparison.Ordinal) is > 0 and var end)
            memo = memo[(end + 1)..].Trim();
        Begin(number, day, memo);
    }

    private void Indented(int number, string line)
    {
        if (line[0] == ';')
        {
            Typed(line);
            return;
        }

        if (Draft is { } draft)
            draft.Postings.Add(Posting(number, line));
        else if (!_skipsIndented)
            throw Fault("This line is indented, and belongs to nothing.");
    }

    private PlainDraftPosting Posting(int number, string line)
    {
        var (text, comment) = Parted(line);
        text = text.TrimStart('*', '!', ' ', '\t').TrimEnd();
        if (text.StartsWith('(') || text.StartsWith('['))
            throw Fault("Virtual postings are not read.");

        var gap = text.IndexOf("  ", StringComparison.Ordinal) is var blanks && text.IndexOf('\t', StringComparison.Ordinal) is var tab && (blanks < 0 || (tab >= 0 && tab < blanks)) ? tab : blanks;
        var (account, amount) = gap < 0 ? (text, "") : (text[..gap], text[gap..].Trim());
        Meet(account, number);
        var memo = Remark(comment);

        // What a balance is said to be changes nothing, unless it stands for the amount.
        var asserted = amount.IndexOf('=', StringComparison.Ordinal);
        if (asserted == 0)
            throw Fault("The amount is left out and a balance given. Write the amount.");
        amount = asserted > 0 ? amount[..asserted].Trim() : amount;
        if (amount.Contains('{', StringComparison.Ordinal))
            throw Fault("Lots in braces are not read. Give the cost with @ or @@.");
        return amount.Length == 0 ? new PlainDraftPosting(account, null, null, memo) : Priced(account, amount, memo);
    }

    private PlainDraftPosting Priced(string account, string amount, string? memo)
    {
        var parts = amount.Split('@', 2);
        var (number, currency) = PlainAmount.Read(parts[0].Trim(), Base);
        if (parts.Length == 1)
        {
            return currency == Base
                ? new PlainDraftPosting(account, Money.FromAmount(number, Base), null, memo)
                : throw Fault($"It is in {currency}. Give what it came to in {Base} behind it: {parts[0].Trim()} @@ … {Base}.");
        }

        var (price, paid) = PlainAmount.Read(parts[1].TrimStart('@').Trim(), Base);
        if (paid != Base || price < 0)
            throw Fault($"A cost is above zero and in {Base}.");

        var worth = new PlainPrice(price, parts[1].StartsWith('@')).Of(number, Base);
        return new PlainDraftPosting(account, worth, currency == Base ? null : Money.FromAmount(number, currency), memo);
    }

    protected override AccountType? TypeOf(string account) => account.Split(':')[0].ToUpperInvariant() switch
    {
        "ASSETS" or "ASSET" => AccountType.Asset,
        "LIABILITIES" or "LIABILITY" or "DEBTS" or "DEBT" => AccountType.Liability,
        "EQUITY" => AccountType.Equity,
        "REVENUES" or "REVENUE" or "INCOMES" or "INCOME" => AccountType.Revenue,
        "EXPENSES" or "EXPENSE" => AccountType.Expense,
        _ => null,
    };

    // What stands behind a semicolon is for people.
    private static (string Text, string? Comment) Parted(string line) =>
        line.IndexOf(';', StringComparison.Ordinal) is >= 0 and var place ? (line[..place].TrimEnd(), line[(place + 1)..]) : (line, null);
}
