using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Financbase.Domain.SharedKernel;
using MediatR;

namespace Financbase.Web.Api.Description;

/// <summary>
/// The errors that a use case can be refused with, read off its compiled code: all that its handler reaches, through the
/// ports' implementations too. A branch that is never taken counts as well, so it may name a little too much and never
/// forgets what somebody adds.
/// </summary>
internal static partial class RefusalCodes
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Error>> Known = [];

    private static readonly Lazy<Type[]> Ours = new(() =>
    [
        .. new[] { "Domain", "Application", "Infrastructure" }
            .SelectMany(layer => Assembly.Load($"Financbase.{layer}").GetTypes())
            .Where(type => !type.IsGenericTypeDefinition),
    ]);

    public static IReadOnlyList<Error> Of(Type request) => Known.GetOrAdd(request, Read);

    private static IReadOnlyList<Error> Read(Type request)
    {
        var walk = new Walk();
        foreach (var handler in Ours.Value.Where(type => type.GetInterfaces().Any(face =>
            face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequestHandler<,>) && face.GetGenericArguments()[0] == request)))
        {
            walk.Visit(handler.GetMethod("Handle")!);
        }

        return [.. walk.Found.Values.OrderBy(error => error.Code, StringComparer.Ordinal)];
    }

    private sealed partial class Walk
    {
        private const BindingFlags All =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

        private readonly HashSet<MethodBase> _seen = [];

        public Dictionary<string, Error> Found { get; } = [];

        public void Visit(MethodBase method)
        {
            if (method.DeclaringType?.Assembly.GetName().Name is not { } name || !name.StartsWith("Financbase.", StringComparison.Ordinal)
                || !_seen.Add(method))
                return;
            if (Named(method) is { } error)
            {
                Found[error.Code] = error;
                return;
            }

            if (method.IsAbstract)
            {
                foreach (var implementation in Implementations(method))
                    Visit(implementation);
                return;
            }

            Scan(method);
            if (method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType is { } machine)
                Scan(machine.GetMethod("MoveNext", All)!);
        }

        // A property such as BankingErrors.IbanTaken.
        private static Error? Named(MethodBase method) =>
            method is MethodInfo { IsStatic: true, IsSpecialName: true } getter && getter.ReturnType == typeof(Error) && getter.GetParameters().Length == 0
                ? (Error?)getter.Invoke(null, null)
                : null;

        private void Scan(MethodBase method)
        {
            string? text = null;
            var number = 0;
            foreach (var (call, loaded, constant) in CompiledCode.Read(method))
            {
                text = loaded is not null && Code().IsMatch(loaded) ? loaded : text;
                number = constant ?? number;
                if (call is null)
                    continue;
                if (text is not null && KindOf(call, number) is { } kind)
                    Found[text] = new Error(text, "", kind);
                Visit(call);
            }
        }

        private static ErrorKind? KindOf(MethodBase call, int number) =>
            call.DeclaringType != typeof(Error) ? null
            : call.IsConstructor ? (ErrorKind)number
            : call.Name switch
            {
                nameof(Error.Rule) => ErrorKind.Rule,
                nameof(Error.Conflict) => ErrorKind.Conflict,
                _ => null,
            };

        private static IEnumerable<MethodBase> Implementations(MethodBase method)
        {
            var type = method.DeclaringType!;
            if (!type.IsInterface || type.IsGenericType)
                return [];
            return Ours.Value.Where(candidate => candidate is { IsInterface: false, IsAbstract: false } && type.IsAssignableFrom(candidate))
                .Select(candidate => candidate.GetInterfaceMap(type))
                .SelectMany(map => map.TargetMethods.Where((_, place) => map.InterfaceMethods[place] == method));
        }

        [GeneratedRegex(@"^[a-z_]+\.[a-z_]+$")]
        private static partial Regex Code();
    }
}
