using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Imports;

/// <summary>What files say of those who are sold to and bought of.</summary>
internal static class PartyFields
{
    public static IReadOnlyList<ImportField> Contact { get; } =
    [
        ImportField.Text("email", "E-mail", "mail", "emailaddress", "emailadresse", "courriel", "correo"),
        ImportField.Text("phone", "Phone", "telephone", "phonenumber", "telefon", "tel", "tlphone", "téléphone"),
        ImportField.Text("street", "Street", "address", "addressline1", "address1", "straße", "strasse", "anschrift", "adresse", "billingaddress", "billingstreet"),
        ImportField.Text("postalCode", "Postal code", "zip", "zipcode", "postcode", "plz", "postleitzahl", "codepostal", "billingzip"),
        ImportField.Text("city", "City", "town", "ort", "stadt", "ville", "ciudad", "billingcity"),
        ImportField.Text("country", "Country", "countrycode", "land", "ländercode", "pays", "billingcountry"),
        ImportField.Text("taxId", "Tax number", "vat", "vatid", "vatnumber", "taxnumber", "ustid", "ustidnr", "umsatzsteuerid", "steuernummer", "numérotva", "abn"),
        ImportField.Text("paymentDays", "Days to pay", "paymentterms", "terms", "termdays", "duedays", "zahlungsziel", "zahlungszieltage"),
    ];

    public static ImportField Name(string title, params string[] spellings) =>
        ImportField.Text("name", title, ["company", "companyname", "displayname", "fullname", "organisation", "organization", "firma", "firmenname", "nom", "société", .. spellings]).Required();

    public static PostalAddress Address(ImportRow row, PostalAddress? before) => new(
        row["street"] ?? before?.Street, row["postalCode"] ?? before?.PostalCode, row["city"] ?? before?.City, row["country"] ?? before?.Country);
}
