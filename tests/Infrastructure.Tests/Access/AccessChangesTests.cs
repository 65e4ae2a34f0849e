using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Access;
using Financbase.Infrastructure.Events;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Infrastructure.Tests.Access;

/// <summary>Who forgets whose rights when something is written that they depend on.</summary>
public sealed class AccessChangesTests
{
    private const string Workflow = """{"name":"Mine","trigger":{"type":"manual"},"steps":[{"key":"a","type":"transform","config":{"set":{"x":1}}}]}""";

    private readonly List<string?> _signals = [];
    private TestApp _app = null!;
    private TestOrganization _acme = null!;

    [SetUp]
    public async Task Start()
    {
        // Without the echo of the process's own signals from the database.
        _app = await TestApp.StartAsync(
            services => services.Remove(services.Single(service => service.ImplementationType == typeof(WakeUpRelay))), ("Process:Roles", "web"));
        _acme = await _app.FoundAsync("acme");
        // The product subscribes when it is asked for first.
        _app.Services.GetRequiredService<RightsCache>();
        _signals.Clear();
        _app.Services.GetRequiredService<WakeUps>().Subscribe(RightsCache.Channel, _signals.Add);
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_new_workflow_concerns_its_maker_where_the_role_reaches_own_ones_only_and_otherwise_nobody()
    {
        var (maker, other) = (await _acme.AddMemberAsync("viewer"), await _acme.AddMemberAsync("owner"));
        _signals.Clear();

        await CreateAsync(other, new Rights(Role.Owner.Permissions));
        _signals.ShouldBeEmpty();

        var narrowed = new Rights(Role.Owner.Permissions)
        {
            Holder = maker.Id,
            Constraints = new Dictionary<string, Constraint> { [Permissions.Workflows.Read] = new() { OwnOnly = true } },
        };
        await CreateAsync(maker, narrowed);
        _signals.ShouldBe([$"{_acme.Id.Value}/{maker.Id.Value}"]);

        await CreateAsync(maker, new Rights(Role.Owner.Permissions) { Ceiling = narrowed });
        _signals.Count.ShouldBe(2, "A key makes it for its maker.");

        await _acme.AddMemberAsync("admin");
        _signals[^1].ShouldBeNull("A change to members concerns everybody.");
    }

    [Test]
    public async Task A_signal_about_one_member_leaves_the_others_remembered()
    {
        var (one, other) = (await _acme.AddMemberAsync("viewer"), await _acme.AddMemberAsync("owner"));
        var rights = _app.Services.GetRequiredService<RightsCache>();
        var wakeUps = _app.Services.GetRequiredService<WakeUps>();
        var before = await rights.FindAsync(_acme.Id, one.Id, default);

        wakeUps.Signal(RightsCache.ChannelOf(_acme.Id, one.Id));

        (await rights.FindAsync(_acme.Id, one.Id, default)).ShouldNotBeSameAs(before);
        // What is remembered for a second may be over in between, but not each time.
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var known = await rights.FindAsync(_acme.Id, other.Id, default);
            wakeUps.Signal(RightsCache.ChannelOf(_acme.Id, one.Id));
            if (ReferenceEquals(await rights.FindAsync(_acme.Id, other.Id, default), known))
                return;
        }

        Assert.Fail("Everybody's rights are forgotten.");
    }

    private async Task CreateAsync(TestPerson person, Rights rights)
    {
        await using var scope = _app.CreateScope();
        scope.ServiceProvider.GetRequiredService<IMultiTenantContextSetter>().Set(_acme.Info);
        scope.ServiceProvider.GetRequiredService<ICurrentPrincipalSetter>().Set(Principal.Of($"user:{person.Id}", PrincipalKind.User, person.Id, rights));
        (await scope.ServiceProvider.GetRequiredService<ISender>().Send(new CreateWorkflow(Workflow), default)).IsSuccess.ShouldBeTrue();
    }
}
