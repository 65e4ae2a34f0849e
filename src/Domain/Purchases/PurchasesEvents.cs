using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <param name="Id">The vendor.</param>
/// <param name="Name">What people call it.</param>
public sealed record VendorCreated(VendorId Id, string Name) : IDomainEvent;

/// <param name="Id">The vendor.</param>
/// <param name="Name">What people call it from now on.</param>
/// <param name="IsArchived">It is not offered for new documents any more.</param>
/// <param name="BankDetailsChanged">Money will go elsewhere than before: worth a second look.</param>
public sealed record VendorUpdated(VendorId Id, string Name, bool IsArchived, bool BankDetailsChanged) : IDomainEvent;
