namespace Financbase.Application.Mail;

/// <summary>
/// Where people reach this installation, for links that leave it. It comes from the configuration, never from the Host
/// header of a request, which its sender may choose: a forged one would put a stranger's site into our mails.
/// </summary>
public interface ISiteAddress
{
    /// <param name="path">With its leading slash, e.g. <c>/account/confirm?token=…</c>.</param>
    Uri Link(string path);
}
