using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Financbase.Infrastructure.Database;

/// <summary>How the domain's own types are stored: ids as uuid, currencies as their code, enums as snake_case words.</summary>
internal static class DomainTypes
{
    public static void UseDomainTypes(this ModelConfigurationBuilder builder)
    {
        builder.Properties<Currency>().HaveConversion<CurrencyConverter>().HaveMaxLength(3);
        foreach (var type in typeof(Money).Assembly.GetTypes())
        {
            if (type.IsEnum)
            {
                builder.Properties(type).HaveConversion(typeof(WordConverter<>).MakeGenericType(type));
            }
            else if (type.IsValueType && type.GetInterfaces().Any(IsEntityId))
            {
                builder.Properties(type).HaveConversion(typeof(IdConverter<>).MakeGenericType(type));
            }
        }
    }

    private static bool IsEntityId(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEntityId<>);

    private sealed class CurrencyConverter() : ValueConverter<Currency, string>(
        currency => currency.Code, code => Currency.Of(code));

    private sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => From<TId>(value))
        where TId : struct, IEntityId<TId>;

    // An expression tree cannot call a static abstract member itself.
    private static TId From<TId>(Guid value) where TId : struct, IEntityId<TId> => TId.From(value);

    private sealed class WordConverter<TEnum>() : ValueConverter<TEnum, string>(
        value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()),
        word => Enum.Parse<TEnum>(word.Replace("_", ""), true))
        where TEnum : struct, Enum;
}
