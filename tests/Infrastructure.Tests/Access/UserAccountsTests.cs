using System.Text;
using Financbase.Application.Access;
using Financbase.Testing.Hosting;

namespace Financbase.Infrastructure.Tests.Access;

public sealed class UserAccountsTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task An_address_belongs_to_one_person_however_it_is_written()
    {
        await _app.CreateUserAsync("once@acme.test");

        (await _app.SendAsPlatformAsync(new CreateUser(" ONCE@acme.test ", TestPerson.Password))).Error!.Code.ShouldBe("access.email_taken");
    }

    [Test]
    public async Task Two_who_take_an_address_at_the_same_time_do_not_both_get_it()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            _app.SendAsPlatformAsync(new CreateUser("race@acme.test", TestPerson.Password))));

        results.Count(result => result.IsSuccess).ShouldBe(1);
        results.Where(result => !result.IsSuccess).ShouldAllBe(result => result.Error!.Code == "access.email_taken");
    }

    [TestCase("nobody", TestPerson.Password, "email")]
    [TestCase("", TestPerson.Password, "email")]
    [TestCase("a@acme.test", "Password1234", "password")]
    [TestCase("a@acme.test", "", "password")]
    [TestCase("zebulon@ruritania.test", "zebulon-ruritania", "password")]
    public async Task What_is_wrong_is_named_at_its_field(string email, string password, string field) =>
        (await _app.SendAsPlatformAsync(new CreateUser(email, password))).Error!.Fields!.Keys.ShouldBe([field]);

    [Test]
    public async Task A_password_is_the_same_however_the_keyboard_composes_it()
    {
        const string typed = "café turbine Oslo";
        (await _app.SendAsPlatformAsync(new CreateUser("accent@acme.test", typed.Normalize(NormalizationForm.FormC)))).IsSuccess.ShouldBeTrue();

        var result = await _app.SendAsPlatformAsync(
            new SignIn("accent@acme.test", typed.Normalize(NormalizationForm.FormD), false, null, null));

        result.IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task A_person_joins_an_organization_once_and_with_a_role_that_exists()
    {
        var organization = await _app.FoundAsync("acme");
        var person = await _app.CreateUserAsync("joiner@acme.test");

        (await organization.SendAsPlatformAsync(new AddMember(person.Id, "viewer"))).IsSuccess.ShouldBeTrue();
        (await organization.SendAsPlatformAsync(new AddMember(person.Id, "viewer"))).IsSuccess.ShouldBeTrue();
        (await organization.SendAsPlatformAsync(new AddMember(person.Id, "owner"))).Error!.Code.ShouldBe("access.already_member");
        (await organization.SendAsPlatformAsync(new AddMember(person.Id, "emperor"))).Error!.Code.ShouldBe("access.role_unknown");
    }

    [Test]
    public async Task Only_the_platform_makes_people()
    {
        var organization = await _app.FoundAsync("beta");

        (await organization.SendAsync(new CreateUser("x@acme.test", TestPerson.Password))).Error!.Code.ShouldBe("forbidden");
    }
}
