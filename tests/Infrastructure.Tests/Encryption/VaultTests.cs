using System.Security.Cryptography;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Financbase.Testing.Database;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Encryption;

public sealed class VaultTests
{
    private static readonly SealedColumn Column = new("bank_accounts", "iban_sealed", "numbers");

    private readonly MasterKey _master = new(RandomNumberGenerator.GetBytes(MasterKey.Length));
    private readonly OrganizationId _organization = EntityId.New<OrganizationId>();
    private TestDatabase _database = null!;

    [OneTimeSetUp]
    public async Task Create() => _database = await TestDatabase.CreateAsync();

    [OneTimeTearDown]
    public async Task Drop() => await _database.DisposeAsync();

    [Test]
    public void What_one_process_seals_another_opens_and_no_two_seals_are_alike()
    {
        using var one = Open();
        using var other = Open();

        var value = one.Vault.Seal(_organization, Column, "row", "DE89370400440532013000");

        other.Vault.OpenText(_organization, Column, "row", value).ShouldBe("DE89370400440532013000");
        one.Vault.Seal(_organization, Column, "row", "DE89370400440532013000").ShouldNotBe(value);
        value[0].ShouldBe((byte)1);
    }

    [TestCase("another row")]
    [TestCase("another column")]
    [TestCase("another table")]
    [TestCase("another purpose")]
    [TestCase("another organization")]
    [TestCase("a changed value")]
    [TestCase("a short value")]
    [TestCase("nothing")]
    [TestCase("another format")]
    public void A_value_opens_in_its_place_only(string fault)
    {
        using var process = Open();
        var value = process.Vault.Seal(_organization, Column, "row", "secret");
        var elsewhere = EntityId.New<OrganizationId>();
        process.Vault.Seal(elsewhere, Column, "row", "of another organization");

        var broken = Should.Throw<SealBrokenException>(() => fault switch
        {
            "another row" => process.Vault.Open(_organization, Column, "other", value),
            "another column" => process.Vault.Open(_organization, Column with { Column = "number_sealed" }, "row", value),
            "another table" => process.Vault.Open(_organization, Column with { Table = "other" }, "row", value),
            "another purpose" => process.Vault.Open(_organization, Column with { Purpose = "other" }, "row", value),
            "another organization" => process.Vault.Open(elsewhere, Column, "row", value),
            "a changed value" => process.Vault.Open(_organization, Column, "row", [.. value.AsSpan(0, value.Length - 1), (byte)(value[^1] ^ 1)]),
            "a short value" => process.Vault.Open(_organization, Column, "row", value.AsSpan(0, 30)),
            "nothing" => process.Vault.Open(_organization, Column, "row", []),
            _ => process.Vault.Open(_organization, Column, "row", [2, .. value.AsSpan(1)]),
        });

        broken.Message.ShouldContain("sealed for another place, or changed since");
        broken.Message.ShouldNotContain("secret");
    }

    [Test]
    public void Of_processes_that_make_the_first_key_at_once_one_wins_and_all_use_its()
    {
        var organization = EntityId.New<OrganizationId>();
        using var reader = Open();
        var processes = Enumerable.Range(0, 8).Select(_ => Open()).ToArray();
        var values = new byte[processes.Length][];

        Parallel.For(0, processes.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, at =>
            values[at] = processes[at].Vault.Seal(organization, Column, $"row {at}", $"text {at}"));

        values.Select(value => Convert.ToHexString(value, 1, 16)).Distinct().Count().ShouldBe(1);
        for (var at = 0; at < values.Length; at++)
            reader.Vault.OpenText(organization, Column, $"row {at}", values[at]).ShouldBe($"text {at}");
        Array.ForEach(processes, process => process.Dispose());
    }

    [Test]
    public void Equal_texts_have_one_blind_index_within_an_organization_and_column_only()
    {
        using var process = Open();

        var index = process.Vault.Index(_organization, Column, "DE89");

        process.Vault.Index(_organization, Column, "DE89").ShouldBe(index);
        process.Vault.Index(_organization, Column, "DE90").ShouldNotBe(index);
        process.Vault.Index(_organization, Column with { Column = "other" }, "DE89").ShouldNotBe(index);
        process.Vault.Index(EntityId.New<OrganizationId>(), Column, "DE89").ShouldNotBe(index);
    }

    [Test]
    public async Task A_key_row_moved_to_another_organization_unwraps_nothing()
    {
        var (mine, theirs) = (EntityId.New<OrganizationId>(), EntityId.New<OrganizationId>());
        using (var process = Open())
            process.Vault.Seal(theirs, Column, "row", "text");
        await _database.ScalarAsync($"""
            INSERT INTO organization_keys SELECT '{mine.Value}', id, version, kek, wrapped FROM organization_keys WHERE organization_id = '{theirs.Value}';
            INSERT INTO data_keys SELECT '{mine.Value}', id, purpose, version, organization_key_id, wrapped FROM data_keys WHERE organization_id = '{theirs.Value}'
            """);

        using var reader = Open();

        Should.Throw<CryptographicException>(() => reader.Vault.Seal(mine, Column, "row", "text"));
    }

    [Test]
    public void Another_master_key_is_refused_with_a_sentence_until_the_old_one_is_listed_and_its_keys_wrapped_anew()
    {
        var organization = EntityId.New<OrganizationId>();
        var next = new MasterKey(RandomNumberGenerator.GetBytes(MasterKey.Length));
        byte[] value, pepper;
        using (var before = Open())
        {
            value = before.Vault.Seal(organization, Column, "row", "text");
            pepper = before.Platform.Get("api keys");
        }

        using (var stranger = Open(next))
            Should.Throw<InvalidOperationException>(() => stranger.Vault.Open(organization, Column, "row", value)).Message.ShouldContain("Encryption__PreviousKeys");
        using (var change = Open(next, _master))
        {
            change.Vault.OpenText(organization, Column, "row", value).ShouldBe("text");
            change.Keys.Rewrap(organization).ShouldBe(1);
            change.Platform.Rewrap().ShouldBeGreaterThan(0);
        }

        using var after = Open(next);
        after.Vault.OpenText(organization, Column, "row", value).ShouldBe("text");
        after.Platform.Get("api keys").ShouldBe(pepper);
    }

    [Test]
    public void The_first_platform_key_is_what_the_master_key_gave_before_it_was_stored()
    {
        using var process = Open();

        process.Platform.Get("older purpose").ShouldBe(_master.Derive("older purpose"));
    }

    [Test]
    public async Task No_key_lies_in_the_database_unwrapped()
    {
        using var process = Open();
        process.Vault.Seal(_organization, Column, "row", "text");
        var key = process.Keys.Current(_organization, Column.Purpose);

        await using var source = NpgsqlDataSource.Create(_database.Superuser);
        await using var command = source.CreateCommand("SELECT count(*) FROM data_keys WHERE position($1 IN wrapped) > 0");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = key.Bytes });

        (await command.ExecuteScalarAsync()).ShouldBe(0L);
    }

    private Process Open(MasterKey? current = null, params MasterKey[] previous) => new(_database, current ?? _master, previous);

    /// <summary>What a process has of its own: its connections and its cache.</summary>
    private sealed class Process : IDisposable
    {
        private readonly KeyConnections _connections;

        public Process(TestDatabase database, MasterKey current, MasterKey[] previous)
        {
            var provider = new MasterKeyProvider(current, previous);
            _connections = new KeyConnections(new DatabaseOptions(database.App, database.System, database.Owner));
            Keys = new KeyStore(_connections, provider, TimeSpan.FromMinutes(1));
            Platform = new PlatformKeys(_connections, provider, current);
            Vault = new Vault(Keys);
        }

        public KeyStore Keys { get; }

        public PlatformKeys Platform { get; }

        public Vault Vault { get; }

        public void Dispose()
        {
            Keys.Dispose();
            _connections.Dispose();
        }
    }
}
