using Financbase.Domain.Banking;

namespace Financbase.Web.Pages.Banking;

/// <summary>How to read a CSV file, as a form. An empty field is found out from the file.</summary>
public sealed record MappingInput
{
    public string? Date { get; init; }

    public string? DateFormat { get; init; }

    public string? Amount { get; init; }

    public string? AmountIn { get; init; }

    public string? AmountOut { get; init; }

    public string? Indicator { get; init; }

    public string? DecimalSeparator { get; init; }

    public string? Counterparty { get; init; }

    public string? Reference { get; init; }

    /// <summary>What is posted is added to it: to a fixed collection nothing could be.</summary>
    public List<string> Description { get; init; } = [];

    public bool InvertSign { get; init; }

    /// <summary>The parts that a person rarely touches, kept as they were found.</summary>
    public string? Encoding { get; init; }

    public string? Delimiter { get; init; }

    public int? HeaderLine { get; init; }

    public string? Currency { get; init; }

    public string? BankId { get; init; }

    public string? Account { get; init; }

    public string? Balance { get; init; }

    public string? OutWord { get; init; }

    public static MappingInput Of(CsvProfile profile) => new()
    {
        Date = profile.Date,
        DateFormat = profile.DateFormat,
        Amount = profile.Amount,
        AmountIn = profile.AmountIn,
        AmountOut = profile.AmountOut,
        Indicator = profile.Indicator,
        DecimalSeparator = profile.DecimalSeparator,
        Counterparty = profile.Counterparty,
        Reference = profile.Reference,
        Description = [.. profile.Description],
        InvertSign = profile.InvertSign,
        Encoding = profile.Encoding,
        Delimiter = profile.Delimiter,
        HeaderLine = profile.HeaderLine,
        Currency = profile.Currency,
        BankId = profile.BankId,
        Account = profile.Account,
        Balance = profile.Balance,
        OutWord = profile.OutWord,
    };

    /// <summary>Null until the person has set something: then the file's own or the remembered mapping is used.</summary>
    public CsvProfile? ToProfile() => this == new MappingInput() with { Description = Description } && Description.Count == 0
        ? null
        : new CsvProfile
        {
            Date = Date,
            DateFormat = DateFormat,
            Amount = Amount,
            AmountIn = AmountIn,
            AmountOut = AmountOut,
            Indicator = Indicator,
            DecimalSeparator = DecimalSeparator,
            Counterparty = Counterparty,
            Reference = Reference,
            Description = Description,
            InvertSign = InvertSign,
            Encoding = Encoding,
            Delimiter = Delimiter,
            HeaderLine = HeaderLine,
            Currency = Currency,
            BankId = BankId,
            Account = Account,
            Balance = Balance,
            OutWord = OutWord,
        };
}
