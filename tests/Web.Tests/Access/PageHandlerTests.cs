using System.Reflection;
using System.Runtime.CompilerServices;
using Financbase.Application.Pipeline;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Tests.Access;

/// <summary>Each handler that changes something says what it sends, and nothing else, by its compiled code.</summary>
public sealed class PageHandlerTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Web = typeof(Program).Assembly;

    [Test]
    public void A_handler_names_each_command_that_it_sends()
    {
        var handlers = Handlers().ToList();

        handlers.Count.ShouldBeGreaterThan(150);
        List<string> faults =
        [
            .. from handler in handlers
               let made = Made(handler)
               where !made.SetEquals(MarkedHandlers.Sent(handler))
               select $"{handler.ReflectedType!.FullName} {handler.DeclaringType!.FullName} {handler.Name}: {string.Join(", ", made.Select(command => command.FullName).Order(StringComparer.Ordinal))}",
        ];
        faults.ShouldBeEmpty("Put [Sends<TheCommand>] on these handlers.");
    }

    private static IEnumerable<MethodInfo> Handlers() =>
        from page in Web.GetTypes()
        where page.IsAssignableTo(typeof(PageModel)) && !page.IsAbstract
        from method in page.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.Name.StartsWith("OnPost", StringComparison.Ordinal)
        select method;

    private static HashSet<Type> Made(MethodInfo handler)
    {
        var seen = new HashSet<MethodBase>();
        var made = new HashSet<Type>();
        Visit(handler);
        return made;

        void Visit(MethodBase method)
        {
            if (method.IsAbstract)
                method = handler.ReflectedType!.GetMethods(All & ~BindingFlags.DeclaredOnly).FirstOrDefault(own => !own.IsAbstract && own.Name == method.Name) ?? method;
            if (method is ConstructorInfo && method.DeclaringType!.IsAssignableTo(typeof(ICommand)))
                made.Add(method.DeclaringType!);
            if (method.DeclaringType?.Assembly != Web || !seen.Add(method))
                return;
            foreach (var (call, _, _) in CompiledCode.Read(method))
            {
                if (call is not null)
                    Visit(call);
            }

            if (method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType is { } machine)
                Visit(Closed(machine, method).GetMethod("MoveNext", All)!);
        }
    }

    private static Type Closed(Type machine, MethodBase of) => machine.IsGenericTypeDefinition
        ? machine.MakeGenericType([.. of.DeclaringType!.GetGenericArguments(), .. of.IsGenericMethod ? of.GetGenericArguments() : []])
        : machine;
}
