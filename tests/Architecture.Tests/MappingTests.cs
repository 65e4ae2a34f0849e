using Financbase.Application;

namespace Financbase.Architecture.Tests;

public sealed class MappingTests
{
    [Test]
    public void Every_projection_compiles() => Should.NotThrow(() => Mappings.Create().Compile());
}
