using System.Reflection;
using System.Reflection.Emit;

namespace Financbase.Web.Api.Description;

/// <summary>One instruction of interest: a call, a text or a small number.</summary>
internal readonly record struct Instruction(MethodBase? Call, string? Text, int? Number);

/// <summary>Reads a method's instructions (ECMA-335, III).</summary>
internal static class CompiledCode
{
    private const byte TwoBytes = 0xFE;

    private static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static IEnumerable<Instruction> Read(MethodBase method)
    {
        var body = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < body.Length;)
        {
            var code = body[at] == TwoBytes ? OpCodes[(short)(TwoBytes << 8 | body[at + 1])] : OpCodes[body[at]];
            at += code.Size;
            var operand = body.AsMemory(at);
            at += code.OperandType == OperandType.InlineSwitch ? 4 + 4 * BitConverter.ToInt32(operand.Span) : Size(code.OperandType);
            if (code.OperandType == OperandType.InlineMethod)
                yield return new(Resolve(method, BitConverter.ToInt32(operand.Span)), null, null);
            else if (code.OperandType == OperandType.InlineString)
                yield return new(null, method.Module.ResolveString(BitConverter.ToInt32(operand.Span)), null);
            else if (Constant(code, operand) is { } number)
                yield return new(null, null, number);
        }
    }

    private static int? Constant(OpCode code, ReadOnlyMemory<byte> operand) =>
        code.Value >= System.Reflection.Emit.OpCodes.Ldc_I4_0.Value && code.Value <= System.Reflection.Emit.OpCodes.Ldc_I4_8.Value
            ? code.Value - System.Reflection.Emit.OpCodes.Ldc_I4_0.Value
            : code == System.Reflection.Emit.OpCodes.Ldc_I4_S ? (sbyte)operand.Span[0] : null;

    private static MethodBase? Resolve(MethodBase method, int token) => method.Module.ResolveMethod(
        token,
        method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null);

    private static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
