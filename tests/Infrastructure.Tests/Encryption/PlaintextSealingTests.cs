using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Infrastructure.Encryption;
using Financbase.Testing.Banking;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Tests.Encryption;

public sealed class PlaintextSealingTests
{
    [Test]
    public async Task What_an_earlier_version_stored_in_the_clear_is_sealed_once_and_its_columns_go()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var ours = await app.FoundAsync("earlier");
        var account = await ours.OpenAccountAsync("Main", iban: StatementFixture.Iban, number: "0532013000");
        var import = (await ours.ImportAsync(account, StatementFixture.Ofx)).Value;
        await app.Database.ScalarAsync($$"""
            ALTER TABLE bank_accounts ADD COLUMN plain_iban varchar(34), ADD COLUMN plain_number varchar(40);
            UPDATE bank_accounts SET plain_iban = '{{StatementFixture.Iban}}', plain_number = '0532013000',
                iban_sealed = NULL, iban_index = NULL, number_sealed = NULL;
            ALTER TABLE statement_imports ADD COLUMN plain_statements jsonb, ADD COLUMN plain_identification text;
            UPDATE statement_imports SET plain_identification = 'said', identification_sealed = NULL, statements_sealed = NULL,
                plain_statements = '[{"account": "said", "lines": 3, "imported": 2, "duplicates": 1}]';
            """);
        foreach (var table in new[] { "bank_accounts", "statement_imports" })
            await app.Database.ScalarAsync($"ALTER TABLE {table} OWNER TO financbase_owner");
        var sealing = app.Services.GetRequiredService<PlaintextSealing>();

        (await sealing.RunAsync(app.Database.Owner, CancellationToken.None)).ShouldBe(4);
        (await sealing.RunAsync(app.Database.Owner, CancellationToken.None)).ShouldBe(0);

        var view = (await ours.SendAsync(new GetBankAccount(account))).Value;
        (view.Iban, view.Number).ShouldBe((StatementFixture.Iban, "0532013000"));
        (await ours.SendAsync(new CreateBankAccount("Copy", "EUR", StatementFixture.Iban))).Error.ShouldBe(BankingErrors.IbanTaken);
        var statement = (await ours.SendAsync(new GetStatementImport(account, import.ImportId))).Value.Statements.ShouldHaveSingleItem();
        (statement.Account, statement.Lines, statement.Imported).ShouldBe(("said", 3, 2));
        (await app.Database.ScalarAsync("SELECT count(*) FROM pg_attribute WHERE attname LIKE 'plain_%' AND NOT attisdropped")).ShouldBe(0L);
    }
}
