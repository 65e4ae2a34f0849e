using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Whoever comes from an invitation's link may make an account for its address, also where strangers may not.</summary>
internal sealed class InvitedGuests(IInvitations invitations)
{
    private const string Path = "/invitations/";

    /// <summary>The address that the invitation behind this local address is for; null when there is no open one.</summary>
    public async Task<string?> EmailAsync(string? returnUrl, CancellationToken ct) =>
        returnUrl?.StartsWith(Path, StringComparison.Ordinal) == true
        && await invitations.FindAsync(InvitationToken.Hash(returnUrl[Path.Length..]), ct) is { IsOpen: true } found
            ? found.Email
            : null;
}
