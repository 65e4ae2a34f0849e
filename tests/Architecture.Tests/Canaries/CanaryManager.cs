using Financbase.Domain.SharedKernel;

namespace Financbase.Architecture.Tests.Canaries;

public sealed class CanaryManager : AggregateRoot
{
    public string Name { get; set; } = "";
}
