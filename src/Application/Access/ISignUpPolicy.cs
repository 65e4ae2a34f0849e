namespace Financbase.Application.Access;

/// <summary>Whether strangers may make themselves an account (<c>Access:SignUp</c>). Invitations and operators can in any case.</summary>
public interface ISignUpPolicy
{
    bool IsOpen { get; }
}
