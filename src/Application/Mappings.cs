using Financbase.Domain.SharedKernel;
using Mapster;

namespace Financbase.Application;

/// <summary>Projections from rows to read models. A test compiles the whole configuration.</summary>
public static class Mappings
{
    public static TypeAdapterConfig Create()
    {
        var config = new TypeAdapterConfig { RequireExplicitMapping = true };
        foreach (var id in typeof(IEntityId<>).Assembly.GetTypes().Where(IsEntityId))
        {
            typeof(Mappings).GetMethod(nameof(RegisterId), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(id).Invoke(null, [config]);
        }

        config.Scan(typeof(Mappings).Assembly);
        return config;
    }

    private static bool IsEntityId(Type type) => type.IsValueType
        && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>));

    private static void RegisterId<TId>(TypeAdapterConfig config) where TId : struct, IEntityId<TId> =>
        config.NewConfig<TId, Guid>().MapWith(id => id.Value);
}
