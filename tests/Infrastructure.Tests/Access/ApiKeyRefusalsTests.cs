using System.Net;
using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Access;

namespace Financbase.Infrastructure.Tests.Access;

public sealed class ApiKeyRefusalsTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private static readonly ApiKeyToken Token = ApiKeyToken.Generate(ApiKeyMode.Live);

    private readonly ApiKeyCredential _key = Key();
    private readonly Clock _clock = new();

    private Journal _journal = null!;
    private ApiKeyRefusals _refusals = null!;

    [SetUp]
    public void Begin() => _refusals = new(_journal = new(), _clock);

    [Test]
    public async Task Many_refusals_of_one_key_leave_one_row_a_minute()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => RefuseAsync(_key, ApiKeyRefusal.Revoked, Here)));
        Rows().ShouldBe([$"{Token} Revoked 192.0.2.1"]);

        _clock.Now += TimeSpan.FromSeconds(59);
        await RefuseAsync(_key, ApiKeyRefusal.Revoked, Here);
        Rows().Length.ShouldBe(1);

        _clock.Now += TimeSpan.FromSeconds(1);
        await RefuseAsync(_key, ApiKeyRefusal.Revoked, Here);
        Rows().Length.ShouldBe(2);
    }

    [Test]
    public async Task Another_reason_another_address_and_another_key_leave_their_own()
    {
        await RefuseAsync(_key, ApiKeyRefusal.Revoked, Here);
        await RefuseAsync(_key, ApiKeyRefusal.WrongSecret, Here);
        await RefuseAsync(_key, ApiKeyRefusal.Revoked, IPAddress.Parse("192.0.2.2"));
        await RefuseAsync(_key, ApiKeyRefusal.Revoked, null);
        await RefuseAsync(Key(), ApiKeyRefusal.Revoked, Here);

        Rows().Length.ShouldBe(5);
    }

    [Test]
    public async Task What_is_remembered_is_bounded_and_nothing_new_is_lost_by_it()
    {
        for (var i = 0; i < 10_001; i++)
            await RefuseAsync(_key, ApiKeyRefusal.Revoked, new IPAddress(i));
        Rows().Length.ShouldBe(10_001);

        await RefuseAsync(_key, ApiKeyRefusal.Revoked, new IPAddress(0));
        Rows().Length.ShouldBe(10_002, "the first was forgotten when the memory was full");
    }

    private Task RefuseAsync(ApiKeyCredential key, ApiKeyRefusal reason, IPAddress? address) =>
        _refusals.RecordAsync(key, Token, reason, address, CancellationToken.None);

    private string[] Rows() => [.. _journal.Rows.Select(row => $"{row.Detail} {row.Address}")];

    private static ApiKeyCredential Key() =>
        new(EntityId.New<ApiKeyId>(), EntityId.New<OrganizationId>(), [], [], [], DateTimeOffset.MaxValue, null, EntityId.New<UserId>(), null);

    private sealed class Journal : ISecurityJournal
    {
        private readonly List<SecurityEvent> _rows = [];

        public IReadOnlyList<SecurityEvent> Rows => _rows;

        public Task RecordAsync(SecurityEvent entry, CancellationToken ct)
        {
            lock (_rows)
                _rows.Add(entry);
            return Task.CompletedTask;
        }
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
