namespace Financbase.Domain.SharedKernel;

/// <summary>A broken rule. The domain throws it, so that nobody can forget to look; the pipeline turns it into a result.</summary>
public sealed class DomainException(Error error) : Exception(error.Message)
{
    public Error Error { get; } = error;
}
