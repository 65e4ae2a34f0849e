using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Workflows.Checkpoints;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

public sealed class TurnGraphTests
{
    private static readonly OrganizationId Organization = new(Guid.NewGuid());

    private static readonly TurnKey A = Key("a"), B = Key("b"), C = Key("c");

    private static readonly Guid[] Runs = [.. Enumerable.Range(0, 6).Select(_ => Guid.NewGuid())];

    [Test]
    public void Whoever_waits_for_what_waits_for_nothing_is_in_no_ring()
    {
        var graph = Graph((A, 0), (B, 1));

        graph.IsRing([Runs[0]], B).ShouldBeFalse();
        graph.IsRing([Runs[5]], A).ShouldBeFalse();
        graph.IsRing([Runs[0]], C).ShouldBeFalse("Nobody has that place.");
    }

    [Test]
    public void Two_that_wait_for_each_other_are_a_ring()
    {
        var graph = Graph((A, 0), (B, 1));
        graph.Await([Runs[0]], B);

        graph.IsRing([Runs[1]], A).ShouldBeTrue();
        graph.IsRing([Runs[5], Runs[1]], A).ShouldBeTrue("The one that has the place lies further up.");
        graph.IsRing([Runs[5]], A).ShouldBeFalse("It waits behind them, and they for nothing of its own.");
    }

    [Test]
    public void So_are_three_in_a_circle()
    {
        var graph = Graph((A, 0), (B, 1), (C, 2));
        graph.Await([Runs[0]], B);
        graph.IsRing([Runs[1]], C).ShouldBeFalse();
        graph.Await([Runs[1]], C);

        graph.IsRing([Runs[2]], A).ShouldBeTrue();
        graph.IsRing([Runs[2]], B).ShouldBeTrue();
    }

    [Test]
    public void One_place_that_becomes_free_is_enough()
    {
        var graph = Graph((A, 0), (B, 1), (B, 2));
        graph.Await([Runs[0]], B);
        graph.IsRing([Runs[1]], A).ShouldBeFalse("Run 2 ends.");
        graph.Await([Runs[1]], A);

        graph.IsRing([Runs[2]], A).ShouldBeTrue();
    }

    [Test]
    public void Of_what_an_execution_has_started_all_has_to_end()
    {
        var graph = Graph((A, 0), (B, 1), (C, 2));
        graph.Await([Runs[0]], C);
        graph.Await([Runs[0]], B);

        graph.IsRing([Runs[1]], A).ShouldBeTrue();
    }

    [Test]
    public void Whoever_would_wait_for_its_own_place_is_a_ring_by_itself() =>
        Graph((A, 0)).IsRing([Runs[0]], A).ShouldBeTrue();

    /// <summary>Random starts: as long as each ring is refused, there is always one that can end, and at last all have ended.</summary>
    [Test]
    public void Where_every_ring_is_refused_somebody_can_always_go_on()
    {
        var refused = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var town = new Town(new Random(seed));
            refused += town.Live();
            town.Stuck.ShouldBeFalse($"Seed {seed}");
        }

        refused.ShouldBeGreaterThan(50);
    }

    private static TurnGraph Graph(params (TurnKey Key, int Run)[] holders)
    {
        var graph = new TurnGraph();
        foreach (var (key, run) in holders)
            graph.Hold(key, Runs[run], []);
        return graph;
    }

    private static TurnKey Key(string key) => new(Organization, new WorkflowId(Guid.Empty), key);

    /// <summary>Executions that start others, each under a key, and wait for them. It keeps book by itself and asks the graph only about rings.</summary>
    private sealed class Town(Random random)
    {
        private const int Days = 200;

        private readonly TurnKey[] _keys = [.. Enumerable.Range(0, 4).Select(number => Key($"{number}"))];
        private readonly List<Citizen> _alive = [];

        public bool Stuck { get; private set; }

        public int Live()
        {
            var refused = 0;
            for (var day = 0; day < Days || _alive.Count > 0; day++)
            {
                Citizen[] runs = [.. _alive.Where(one => one.Runs)];
                Citizen[] free = [.. runs.Where(one => !_alive.Exists(other => other.Parent == one))];
                if (_alive.Count > 0 && free.Length == 0)
                {
                    Stuck = true;
                    return refused;
                }

                if (day < Days && (free.Length == 0 || random.Next(2) == 0))
                    refused += Begin(runs.Length == 0 || random.Next(3) == 0 ? null : runs[random.Next(runs.Length)]) ? 0 : 1;
                else
                    End(free[random.Next(free.Length)]);
            }

            return refused;
        }

        private bool Begin(Citizen? parent)
        {
            var key = _keys[random.Next(_keys.Length)];
            var line = Line(parent).ToList();
            if (line.Exists(one => one.Key == key))
                return true;
            // The number of places differs by key.
            var runs = _alive.Count(one => one.Key == key && one.Runs) <= Array.IndexOf(_keys, key) / 3;
            if (!runs && parent is not null && GraphOf().IsRing([.. line.Select(one => one.Id)], key))
                return false;
            _alive.Add(new Citizen(Guid.NewGuid(), key, parent) { Runs = runs });
            return true;
        }

        private void End(Citizen one)
        {
            _alive.Remove(one);
            if (_alive.Find(other => other.Key == one.Key && !other.Runs) is { } next)
                next.Runs = true;
        }

        private TurnGraph GraphOf()
        {
            var graph = new TurnGraph();
            foreach (var one in _alive.Where(one => one.Runs))
                graph.Hold(one.Key, one.Id, [.. Line(one.Parent).Select(other => other.Id)]);
            foreach (var one in _alive.Where(one => !one.Runs && one.Parent is not null))
                graph.Await(Line(one.Parent).Select(other => other.Id), one.Key);
            return graph;
        }

        private static IEnumerable<Citizen> Line(Citizen? from)
        {
            for (; from is not null; from = from.Parent)
                yield return from;
        }

        private sealed class Citizen(Guid id, TurnKey key, Citizen? parent)
        {
            public Guid Id => id;

            public TurnKey Key => key;

            public Citizen? Parent => parent;

            public bool Runs { get; set; }
        }
    }
}
