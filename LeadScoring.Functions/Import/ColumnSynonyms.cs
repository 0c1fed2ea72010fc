using System.Collections.Frozen;

namespace LeadScoring.Functions.Import;

/// <summary>
/// Names that exports of CRMs and mail platforms give their columns, in English, German, French and Spanish, as <see cref="ColumnNames.Plain"/> writes them. A name that may mean something
/// else in one of these languages is not here.
/// </summary>
internal static class ColumnSynonyms
{
    private static readonly (ImportField Field, string Names)[] Table =
    [
        (ImportField.Email,
            "email emailaddress mail workemail businessemail primaryemail emailwork emailhome emailother email1value emailaddress1 " +
            "emailadresse geschaftlicheemail emailgeschaftlich emailarbeit emailadressearbeit " +
            "adresseemail adressemail adresseelectronique courriel courrierelectronique emailprofessionnel emailtravail " +
            "correo correoelectronico direcciondecorreoelectronico direcciondecorreo correoelectronicotrabajo emailtrabajo"),
        (ImportField.ExternalId, "externalid"),
        (ImportField.Visitor, "visitor visitorid"),
        (ImportField.EventType, "type event eventtype"),
        (ImportField.Id, "eventid"),
        (ImportField.OccurredAt, "occurredat eventtime timestamp"),
        (Profile("firstName"), "firstname givenname forename fname vorname prenom nombredepila primernombre"),
        (Profile("lastName"), "lastname surname familyname lname nachname familienname nomdefamille apellidos apellido"),
        (Profile("name"), "name fullname contactname leadname vollstandigername kontaktname nomcomplet nombrecompleto"),
        (Profile("jobTitle"),
            "jobtitle title position organization1title organizationtitle berufsbezeichnung jobbezeichnung stellenbezeichnung positionsbezeichnung funktion " +
            "fonction poste intituleduposte titredeposte titre cargo puesto puestodetrabajo titulo"),
        (Profile("company"),
            "company companyname companyaccount organization organisation organizationname organisationname organization1name account accountname associatedcompany " +
            "firma firmenname unternehmen unternehmensname namedesunternehmens societe entreprise nomdelentreprise nomdelasociete " +
            "compania empresa nombredelaempresa nombredelacompania nombredeempresa organizacion"),
        (Profile("department"), "department organization1department organizationdepartment abteilung departement departamento"),
        (Profile("phone"),
            "phone phonenumber telephone telephonenumber businessphone workphone phonework phonehome phoneother phone1value telefon telefonnummer telefongeschaftlich geschaftstelefon telefonarbeit " +
            "numerodetelephone telephoneprofessionnel telephonetravail telefono numerodetelefono telefonodeltrabajo telefonotrabajo"),
        (Profile("country"), "country countryregion countrycode cc mailingcountry billingcountry land landregion pays paysregion pais paisregion paisoregion"),
        (Profile("city"), "city mailingcity billingcity stadt ort ville ciudad"),
        (Profile("industry"), "industry branche secteur secteurdactivite sector sectordeactividad industria"),
        (Profile("employees"),
            "employees numberofemployees noofemployees employeecount companysize mitarbeiter anzahlmitarbeiter anzahldermitarbeiter mitarbeiterzahl mitarbeiteranzahl unternehmensgrosse " +
            "nombredemployes nombredesalaries effectif effectifs tailledelentreprise numerodeempleados nodeempleados ndeempleados empleados tamanodelaempresa"),
        (Profile("annualRevenue"), "annualrevenue jahresumsatz chiffredaffaires chiffredaffairesannuel ingresosanuales facturacionanual"),
        (Profile("website"), "website websiteurl companywebsite webseite siteweb siteinternet sitioweb"),
    ];

    private static readonly FrozenDictionary<string, ImportField> Known = Table.SelectMany(static row => row.Names.Split(' ').Select(name => KeyValuePair.Create(name, row.Field)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    // Pipedrive and reports of several objects put the object before the name.
    private static readonly string[] Objects = ["personne", "persona", "person", "kontakt", "contacto", "contact", "leads", "lead"];

    /// <summary>The rows: a field, and its names in plain form.</summary>
    public static IEnumerable<(ImportField Field, IReadOnlyList<string> Names)> Rows => Table.Select(static row => (row.Field, (IReadOnlyList<string>)row.Names.Split(' ')));

    /// <summary>The field of a plain name; null where none is known.</summary>
    /// <param name="name">In plain form.</param>
    /// <param name="others">The names of all columns in plain form: they decide what a bare word for a name is.</param>
    public static ImportField? Find(string name, IReadOnlyCollection<string> others)
    {
        if (NameWord(name, others) is { } part)
            return part;
        if (Known.TryGetValue(name, out var field))
            return field;
        foreach (var prefix in Objects)
        {
            // What names the event must be said in full: the type of a contact is not that of an event.
            if (name.StartsWith(prefix, StringComparison.Ordinal) && Known.TryGetValue(name[prefix.Length..], out field) && (field == ImportField.Email || field.IsProfile))
                return field;
        }

        return null;
    }

    // Nom, Nombre and Name are the part of the name for which there is no other column.
    private static ImportField? NameWord(string name, IReadOnlyCollection<string> others) => name switch
    {
        "nom" or "personnenom" => Has("firstName", others) && !Has("lastName", others) ? Profile("lastName") : Profile("name"),
        "nombre" or "personanombre" => Has("lastName", others) && !Has("firstName", others) ? Profile("firstName") : Profile("name"),
        "name" when others.Contains("vorname") && !Has("lastName", others) => Profile("lastName"),
        _ => null,
    };

    private static bool Has(string attribute, IReadOnlyCollection<string> names)
    {
        var field = Profile(attribute);
        return names.Any(name => Known.TryGetValue(name, out var known) && known == field);
    }

    private static ImportField Profile(string name) => ImportField.OfProfile(name);
}
