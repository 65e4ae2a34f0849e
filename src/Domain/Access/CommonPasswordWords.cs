namespace Financbase.Domain.Access;

/// <summary>The words that people's passwords are made of, collected by theme; endings and spellings are the rule's part.</summary>
internal static class CommonPasswordWords
{
    private const string Access = """
        password passwort passwd passphrase pass word secret geheim hidden private secure security login logon signin letmein
        openup opensesame sesame access enter welcome willkommen bienvenue hello hallo bonjour goodbye default changeme
        change temp temporary test testing tester demo sample example guest visitor user username admin administrator
        root superuser super master system sysadmin server service support account manager owner office work company
        business corporate finance financial financbase money invoice accounting bank banking cash credit dollar euro
        payment payroll budget audit computer internet network windows linux google microsoft amazon apple android
        facebook twitter youtube netflix samsung nokia office365 database oracle mysql postgres cisco whatever nothing
        something anything blank trustno1 trustnoone none null
        """;

    private const string Feelings = """
        iloveyou iloveu loveyou love lover lovely forever always baby babygirl babyboy sweet sweetie sweetheart honey
        darling angel princess prince queen king beautiful pretty happy smile smiley lucky friend friends friendship
        family mother father mommy daddy sister brother bestfriend heart kisses hugs dream dreams freedom peace hope faith
        jesus christ heaven blessed god godisgood hate evil devil killer death dead hell fuck fucker fuckyou shit bitch
        asshole sexy sex pussy
        """;

    private const string Things = """
        monkey dragon tiger lion panther bear wolf eagle falcon horse puppy kitten kitty dog dogs cat cats chicken rabbit
        bunny snake shark spider turtle dolphin butterfly animal ninja samurai warrior soldier hunter ranger shadow ghost
        phantom wizard magic merlin matrix batman superman spiderman pokemon pikachu starwars skywalker vader yoda hobbit
        gandalf naruto minecraft fortnite warcraft gamer game player football soccer baseball basketball hockey tennis
        golf rugby cricket team champion winner arsenal chelsea liverpool barcelona realmadrid juventus bayern yankees
        cowboys steelers lakers music guitar rock rocknroll metal metallica nirvana eminem beatles elvis mustang ferrari
        porsche mercedes corvette harley yamaha honda toyota subaru chocolate cookie cookies coffee cheese banana orange
        apple cherry strawberry peach pepper ginger sugar candy vanilla pizza burger bacon vodka whiskey beer
        diamond silver golden platinum crystal purple yellow green blue black white red orange pink rainbow sunshine
        sunny sunflower flower flowers rose ocean river mountain island beach paradise star stars galaxy thunder
        lightning fire water earth phoenix rocket space moon earthquake
        """;

    private const string Names = """
        michael jordan jennifer jessica ashley amanda daniel andrew joshua matthew anthony robert thomas charlie george
        william david james john michelle nicole melissa samantha stephanie elizabeth maggie sophie hannah emma olivia
        oliver maria anna andrea laura sarah peter paul martin alexander alexandra sebastian christian
        london paris berlin madrid vienna newyork california texas florida america england germany france spain italy
        canada australia europe india china brazil
        """;

    private const string Times = """
        spring summer autumn fall winter sommer herbst fruehling hiver january february march april may june july august
        september october november december januar februar maerz mai juni juli oktober dezember monday tuesday wednesday
        thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag today tomorrow
        yesterday birthday christmas easter halloween newyear weekend holiday vacation
        """;

    private const string Glue = """
        abc xyz asd zxc qwe qaz wsx one two three four five six seven eight nine ten the and for you your are is my our
        new old big best good bad first last
        """;

    public static IReadOnlyList<string> All { get; } =
    [
        .. string.Join(' ', Access, Feelings, Things, Names, Times, Glue)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Distinct(),
    ];
}
