namespace LeadScoring.Tests.Import;

/// <summary>The first lines of exports of CRMs and mail platforms, in four languages: each column is what it says.</summary>
public sealed class ExportHeaderTests
{
    private readonly ImportApp _import = new();

    /// <summary>Who wrote the file, its first line, and what its known columns are in their order.</summary>
    public static TheoryData<string, string, string> Headers => new()
    {
        {
            "Salesforce, report on leads",
            "First Name,Last Name,Title,Company / Account,Email,Phone,Mobile,Lead Source,Rating,Street,City,State/Province,Zip/Postal Code,Country,Lead Status,Annual Revenue,No. of Employees,Industry,Website,Email Opt Out,Lead Owner,Create Date",
            "firstName,lastName,jobTitle,company,email,phone,-,-,-,-,city,-,-,country,-,annualRevenue,employees,industry,website,-,-,-"
        },
        {
            "Salesforce, data export",
            "Id,IsDeleted,LastName,FirstName,Salutation,Title,Company,City,Country,Phone,Email,Website,LeadSource,Status,Industry,Rating,AnnualRevenue,NumberOfEmployees,CreatedDate",
            "-,-,lastName,firstName,-,jobTitle,company,city,country,phone,email,website,-,-,industry,-,annualRevenue,employees,-"
        },
        {
            "Salesforce, German",
            "Anrede;Vorname;Nachname;Position;Firma;E-Mail;Telefon;Mobil;Leadquelle;Ort;Land;Jahresumsatz;Anzahl der Mitarbeiter;Branche;Website",
            "-,firstName,lastName,jobTitle,company,email,phone,-,-,city,country,annualRevenue,employees,industry,website"
        },
        {
            "Salesforce, French",
            "Prénom;Nom;Titre;Société;E-mail;Téléphone;Origine de la piste;Ville;Pays;Chiffre d'affaires annuel;Nombre d'employés;Secteur d'activité;Site Web",
            "firstName,lastName,jobTitle,company,email,phone,-,city,country,annualRevenue,employees,industry,website"
        },
        {
            "Salesforce, Spanish",
            "Nombre;Apellidos;Cargo;Compañía;Correo electrónico;Teléfono;Origen del candidato;Ciudad;País;Ingresos anuales;Número de empleados;Sector;Sitio Web",
            "firstName,lastName,jobTitle,company,email,phone,-,city,country,annualRevenue,employees,industry,website"
        },
        {
            "HubSpot",
            "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Marketing contact status,Create Date (UTC),Job Title,Company Name,Country/Region,City,Industry,Number of Employees,Website URL,Unsubscribed from all email,Lifecycle Stage",
            "-,firstName,lastName,email,phone,-,-,-,-,jobTitle,company,country,city,industry,employees,website,-,-"
        },
        {
            "HubSpot, German",
            "Datensatz-ID,Vorname,Nachname,E-Mail,Telefonnummer,Zuständiger Mitarbeiter,Lead-Status,Berufsbezeichnung,Unternehmensname,Land/Region,Stadt,Branche,Mitarbeiterzahl,Website-URL",
            "-,firstName,lastName,email,phone,-,-,jobTitle,company,country,city,industry,employees,website"
        },
        {
            "HubSpot, French",
            "Prénom,Nom de famille,Adresse e-mail,Numéro de téléphone,Propriétaire du contact,Intitulé du poste,Nom de l'entreprise,Pays/région,Ville,Secteur,Nombre d'employés",
            "firstName,lastName,email,phone,-,jobTitle,company,country,city,industry,employees"
        },
        {
            "HubSpot, Spanish",
            "Nombre,Apellidos,Correo,Número de teléfono,Propietario del contacto,Puesto de trabajo,Nombre de la empresa,País/región,Ciudad,Industria,Número de empleados",
            "firstName,lastName,email,phone,-,jobTitle,company,country,city,industry,employees"
        },
        {
            "Dynamics 365",
            "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Subject,First Name,Last Name,Job Title,Company Name,Email,Business Phone,Mobile Phone,Country/Region,City,Industry,No. of Employees,Annual Revenue,Website,Status Reason,Created On",
            "-,-,-,-,firstName,lastName,jobTitle,company,email,phone,-,country,city,industry,employees,annualRevenue,website,-,-"
        },
        {
            "Dynamics 365, German",
            "(Nicht ändern) Lead;(Nicht ändern) Geändert am;Vorname;Nachname;Position;Firmenname;E-Mail;Telefon (geschäftlich);Mobiltelefon;Land/Region;Stadt;Branche;Anzahl Mitarbeiter;Statusgrund",
            "-,-,firstName,lastName,jobTitle,company,email,phone,-,country,city,industry,employees,-"
        },
        {
            "Dynamics 365, French",
            "(Ne pas modifier) Prospect;Prénom;Nom;Fonction;Nom de la société;Adresse de messagerie;Courrier électronique;Téléphone professionnel;Pays/région;Ville;Secteur d'activité;Nombre d'employés",
            "-,firstName,lastName,jobTitle,company,-,email,phone,country,city,industry,employees"
        },
        {
            "Dynamics 365, Spanish",
            "(No modificar) Cliente potencial;Nombre;Apellidos;Puesto;Nombre de la compañía;Correo electrónico;Teléfono del trabajo;País o región;Ciudad;Sector;N.º de empleados",
            "-,firstName,lastName,jobTitle,company,email,phone,country,city,industry,employees"
        },
        {
            "Pipedrive",
            "Person - ID,Person - Name,Person - First name,Person - Last name,Person - Label,Person - Organization,Person - Email - Work,Person - Email - Home,Person - Phone - Work,Person - Phone - Mobile,Person - Job title,Person - Owner,Person - Open deals",
            "-,name,firstName,lastName,-,company,email,email,phone,-,jobTitle,-,-"
        },
        {
            "Pipedrive, German",
            "Person - ID;Person - Name;Person - Vorname;Person - Nachname;Person - Organisation;Person - E-Mail-Adresse - Arbeit;Person - Telefon - Arbeit;Person - Besitzer",
            "-,name,firstName,lastName,company,email,phone,-"
        },
        {
            "Pipedrive, French",
            "Personne - ID;Personne - Prénom;Personne - Nom de famille;Personne - Organisation;Personne - E-mail - Travail;Personne - Téléphone - Travail",
            "-,firstName,lastName,company,email,phone"
        },
        {
            "Pipedrive, Spanish",
            "Persona - ID;Persona - Nombre;Persona - Organización;Persona - Correo electrónico - Trabajo;Persona - Teléfono - Trabajo;Persona - Cargo",
            "-,name,company,email,phone,jobTitle"
        },
        {
            "Mailchimp",
            "Email Address,First Name,Last Name,Address,Phone Number,Birthday,Company,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS",
            "email,firstName,lastName,-,phone,-,company,-,-,-,-,-,-,-,-,-,-,country,-,-,-,-,-,-"
        },
        { "Mailchimp, merge tags", "EMAIL,FNAME,LNAME,PHONE,COMPANY,MEMBER_RATING,CC", "email,firstName,lastName,phone,company,-,country" },
        { "Mailchimp, German", "E-Mail-Adresse,Vorname,Nachname,Adresse,Telefonnummer,Geburtstag,MEMBER_RATING,OPTIN_TIME,LEID", "email,firstName,lastName,-,phone,-,-,-,-" },
        { "Mailchimp, French", "Adresse e-mail,Prénom,Nom,Adresse,Numéro de téléphone,Anniversaire,MEMBER_RATING,TAGS", "email,firstName,lastName,-,phone,-,-,-" },
        { "Mailchimp, Spanish", "Dirección de correo electrónico,Nombre,Apellidos,Dirección,Número de teléfono,MEMBER_RATING,TAGS", "email,firstName,lastName,-,phone,-,-" },
        {
            "Google Contacts",
            "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title,Organization 1 - Department",
            "name,firstName,lastName,-,email,phone,company,jobTitle,department"
        },
        { "An address book in German", "Name;Vorname;E-Mail;Firma", "lastName,firstName,email,company" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Columns_of_real_exports_are_what_they_say(string product, string header, string fields)
    {
        var separator = header.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var (columns, expected) = (header.Split(separator), fields.Split(','));
        Assert.Equal(columns.Length, expected.Length);
        var row = string.Join(separator, expected.Select(static field => field == "email" ? "ann@acme.example" : ""));

        var (status, report) = await _import.Post($"{header}\n{row}\n");

        Assert.Equal((202, (1, 1, 0, 0), product), (status, ImportApp.Counts(report), product));
        var taken = report.GetProperty("columns").EnumerateArray().Select(static column => (column.GetProperty("column").GetString()!, column.GetProperty("field").GetString()!)).ToArray();
        for (var place = 0; place < columns.Length; place++)
        {
            var field = expected[place] switch { "email" => "email", "-" => null, var name => "profile." + name };
            Assert.Equal(columns[place], taken[place].Item1);
            if (field is not null)
                Assert.Equal((columns[place], field), taken[place]);
            else
                // What is not known keeps its own name, and takes none of ours.
                Assert.DoesNotContain(taken[place].Item2, Ours);
        }
    }

    private static readonly string[] Ours =
    [
        "email", "externalId", "visitor", "id", "type", "occurredAt", "profile.firstName", "profile.lastName", "profile.name", "profile.jobTitle", "profile.company", "profile.department", "profile.phone",
        "profile.country", "profile.city", "profile.industry", "profile.employees", "profile.website",
    ];

    [Fact]
    public void No_name_means_two_fields()
    {
        var names = Functions.Import.ColumnSynonyms.Rows.SelectMany(static row => row.Names).ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, static name => Assert.Equal(Functions.Import.ColumnNames.Plain(name), name));
    }

    [Fact]
    public void The_page_lists_the_names_that_are_known()
    {
        var page = Infra.Checkout.Text("docs/reference/import-columns.md");

        Assert.All(Functions.Import.ColumnSynonyms.Rows, row => Assert.Contains($"| `{row.Field.Text}` | {string.Join(' ', row.Names.Select(static name => $"`{name}`"))} |", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Nom,E-mail", "profile.name")]
    [InlineData("Nombre,Correo", "profile.name")]
    [InlineData("Name,Email", "profile.name")]
    [InlineData("Contact Type,Email", "profile.contactType")]
    [InlineData("Lead ID,Email", "profile.leadID")]
    public async Task A_bare_word_takes_only_what_is_certain(string header, string field)
    {
        var (_, report) = await _import.Post($"{header}\nx,ann@acme.example\n", "?dryRun=true");

        Assert.Equal(field, report.GetProperty("columns")[0].GetProperty("field").GetString());
    }
}
