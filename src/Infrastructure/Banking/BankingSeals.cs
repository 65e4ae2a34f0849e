using System.Text.Json;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Encryption;

namespace Financbase.Infrastructure.Banking;

/// <summary>What of banking is stored sealed: whose account it is, and the files that say so.</summary>
internal static class BankingSeals
{
    public const string IbanIndex = "iban_index";

    /// <summary>By what lists show of a number.</summary>
    public const string IbanTail = "iban_tail";

    public const string NumberTail = "number_tail";

    private const string Numbers = "bank numbers";
    private const string Files = "bank files";

    public static SealedProperty<BankAccount> Iban { get; } = SealedProperty<BankAccount>.OfText(
        new SealedColumn("bank_accounts", "iban_sealed", Numbers),
        account => account.Iban, account => account.Id.Value, text => Domain.Banking.Iban.Of(text), IbanIndex,
        part: new PartIndex(IbanTail, TailOf));

    public static SealedProperty<BankAccount> Number { get; } = SealedProperty<BankAccount>.OfText(
        new SealedColumn("bank_accounts", "number_sealed", Numbers),
        account => account.Number, account => account.Id.Value, part: new PartIndex(NumberTail, TailOf));

    public static SealedProperty<StatementImport> Identification { get; } = SealedProperty<StatementImport>.OfText(
        new SealedColumn("statement_imports", "identification_sealed", Numbers),
        import => import.Identification, import => import.Id.Value);

    public static SealedProperty<StatementImport> Statements { get; } = new(
        new SealedColumn("statement_imports", "statements_sealed", Numbers),
        import => import.Statements,
        import => import.Id.Value,
        statements => JsonSerializer.SerializeToUtf8Bytes((IReadOnlyList<ImportedStatement>)statements, WireJson.Options),
        bytes => JsonSerializer.Deserialize<IReadOnlyList<ImportedStatement>>(bytes, WireJson.Options)!);

    public static SealedProperty<StatementUpload> Content { get; } = new(
        new SealedColumn("statement_uploads", "content_sealed", Files) { Batch = 4 },
        upload => upload.Content, upload => upload.Id.Value, content => (byte[])content, bytes => bytes);

    private static string TailOf(string number) => new AccountIdentification(number).Shown;

    public static IReadOnlyList<SealedProperty> All { get; } = [Iban, Number, Identification, Statements, Content];
}
