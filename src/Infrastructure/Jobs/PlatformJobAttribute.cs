namespace Financbase.Infrastructure.Jobs;

/// <summary>
/// Marks jobs that work for no single organization. Every other job takes the organization as its first parameter; a test
/// fails on a third kind.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PlatformJobAttribute : Attribute;
