using Financbase.Infrastructure.Mail;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Financbase.Infrastructure.Tests.Mail;

public sealed class MailSettingsTests
{
    [TestCase("127.0.0.1", null, null, SecureSocketOptions.None)]
    [TestCase("localhost", "25", null, SecureSocketOptions.None)]
    [TestCase("mail.example", null, null, SecureSocketOptions.StartTls)]
    [TestCase("mail.example", "465", null, SecureSocketOptions.SslOnConnect)]
    [TestCase("mail.example", "2465", "tls", SecureSocketOptions.SslOnConnect)]
    [TestCase("mail.example", "25", "none", SecureSocketOptions.None)]
    [TestCase("127.0.0.1", "587", "startTls", SecureSocketOptions.StartTls)]
    public void A_mail_travels_in_the_clear_only_inside_this_machine_or_when_told_to(
        string host, string? port, string? security, SecureSocketOptions expected) =>
        Read("Production", ("Email:Smtp:Host", host), ("Email:Smtp:Port", port), ("Email:Smtp:Security", security),
            ("Site:Address", "https://books.example")).Smtp!.Security.ShouldBe(expected);

    [Test]
    public void Without_a_server_mails_are_kept_in_development_and_wait_elsewhere()
    {
        Read("Development").Captures.ShouldBeTrue();
        Read("Production").Leaves.ShouldBeFalse();
    }

    [TestCase("Email:Smtp:Port", "0", "Email__Smtp__Port")]
    [TestCase("Email:Smtp:Port", "smtp", "Email__Smtp__Port")]
    [TestCase("Email:Smtp:Security", "off", "Email__Smtp__Security")]
    [TestCase("Email:From", "nobody", "Email__From")]
    [TestCase("Email:From", "a@b.example\r\nBcc: c@d.example", "Email__From")]
    [TestCase("Site:Address", null, "Site__Address")]
    public void A_wrong_setting_is_named_at_the_start(string key, string? value, string named) =>
        Should.Throw<InvalidOperationException>(() => Read(
            "Production", ("Site:Address", "https://books.example"), ("Email:Smtp:Host", "mail.example"), (key, value))).Message.ShouldContain(named);

    private static MailOptions Read(string environment, params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        foreach (var (key, value) in settings)
            configuration[key] = value;
        return MailSettings.Read(configuration, new Host { EnvironmentName = environment });
    }

    private sealed class Host : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "";

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
