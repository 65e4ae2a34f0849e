using System.Linq.Expressions;
using System.Reflection;

namespace Financbase.Application.Paging;

/// <summary>
/// Reads a list by keyset in each of its orders: by one value of its rows, and by their id where that is the same. A cursor
/// counts in the order that it was made in and in no other.
/// </summary>
/// <param name="sorts">What the orders are called; each word needs a value here.</param>
/// <param name="id">What tells rows apart.</param>
public sealed class Keyset<T, TId>(Sorts sorts, Expression<Func<T, TId>> id) where TId : notnull
{
    private readonly Dictionary<string, Order> _orders = [];
    private readonly Func<T, TId> _idOf = id.Compile();

    /// <summary>A word that means the id itself.</summary>
    public Keyset<T, TId> ById(string key) => Add(key, new Order(this));

    public Keyset<T, TId> By<TKey>(string key, Expression<Func<T, TKey>> value) where TKey : notnull => Add(key, new OrderBy<TKey>(this, value));

    /// <summary>The rows of the page and one more, if there is.</summary>
    public IQueryable<T> Narrow(IQueryable<T> all, PageRequest page)
    {
        var (order, word, descending) = Find(page);
        return order.Narrow(all, Cursor.Values(page.Cursor, Leading(word), order.Parts), descending).Take(page.Limit + 1);
    }

    /// <summary>Where the page begins, for a query that keeps the order itself.</summary>
    public (CursorValues? Last, bool Descending) Place(PageRequest page)
    {
        var (order, word, descending) = Find(page);
        return (Cursor.Values(page.Cursor, Leading(word), order.Parts), descending);
    }

    /// <summary>Refuses a cursor that is none of ours, for who looks at something else first.</summary>
    public void Check(PageRequest page) => _ = Narrow(Array.Empty<T>().AsQueryable(), page);

    /// <summary>From one row more than the page holds, if there is.</summary>
    public Page<T> PageOf(IReadOnlyList<T> rows, PageRequest page)
    {
        var (order, word, _) = Find(page);
        return Page<T>.From(rows, page, row => [.. Leading(word), .. order.KeyOf(row)]);
    }

    /// <summary>Of a list that is at hand as a whole.</summary>
    public Page<T> PageOfAll(IEnumerable<T> all, PageRequest page) => PageOf([.. Narrow(all.AsQueryable(), page)], page);

    private Keyset<T, TId> Add(string key, Order order)
    {
        _orders.Add(key, order);
        return this;
    }

    private (Order Order, string Word, bool Descending) Find(PageRequest page)
    {
        var word = page.Sort ?? sorts.Normally!;
        var descending = word.StartsWith('-');
        return (_orders[descending ? word[1..] : word], word, descending);
    }

    // Cursors of the usual order hold nothing but the place.
    private object[] Leading(string word) => word == sorts.Normally ? [] : [word];

    private static Expression<Func<T, bool>> Where(LambdaExpression row, Expression condition) =>
        Expression.Lambda<Func<T, bool>>(condition, row.Parameters);

    /// <summary>By the id alone.</summary>
    private class Order(Keyset<T, TId> list)
    {
        public virtual int Parts => 1;

        public virtual object[] KeyOf(T row) => [list._idOf(row)];

        public virtual IQueryable<T> Narrow(IQueryable<T> all, CursorValues? last, bool descending)
        {
            var id = list.Id;
            var rest = last is null ? all : all.Where(Where(id, Beyond(id.Body, last.Value<TId>(0), descending, IsAtHand(all))));
            return Sorted(rest, id, descending);
        }
    }

    private sealed class OrderBy<TKey>(Keyset<T, TId> list, Expression<Func<T, TKey>> value) : Order(list) where TKey : notnull
    {
        private readonly Keyset<T, TId> _list = list;
        private readonly Func<T, TKey> _valueOf = value.Compile();

        public override int Parts => 2;

        public override object[] KeyOf(T row) => [_valueOf(row), _list._idOf(row)];

        public override IQueryable<T> Narrow(IQueryable<T> all, CursorValues? last, bool descending)
        {
            var id = (Expression<Func<T, TId>>)new Renamed(_list.Id.Parameters[0], value.Parameters[0]).Visit(_list.Id);
            var rest = last is null ? all : all.Where(Where(value, Expression.AndAlso(
                Compared(value.Body, last.Value<TKey>(0), descending ? ExpressionType.LessThanOrEqual : ExpressionType.GreaterThanOrEqual, IsAtHand(all)),
                Expression.OrElse(Beyond(value.Body, last.Value<TKey>(0), descending, IsAtHand(all)), Beyond(id.Body, last.Value<TId>(1), descending, IsAtHand(all))))));
            var sorted = Sorted(rest, value, descending);
            return IsAtHand(all)
                ? descending ? sorted.ThenByDescending(id, OrderOf<TId>()) : sorted.ThenBy(id, OrderOf<TId>())
                : descending ? sorted.ThenByDescending(id) : sorted.ThenBy(id);
        }
    }

    private Expression<Func<T, TId>> Id => id;

    // Texts of a list at hand go by their characters, whatever their case, and not as the language of the process has it.
    private static bool IsAtHand(IQueryable<T> rows) => rows is EnumerableQuery<T>;

    private static IComparer<TValue> OrderOf<TValue>() => StringComparer.OrdinalIgnoreCase as IComparer<TValue> ?? Comparer<TValue>.Default;

    private static IOrderedQueryable<T> Sorted<TValue>(IQueryable<T> rows, Expression<Func<T, TValue>> value, bool descending) => IsAtHand(rows)
        ? descending ? rows.OrderByDescending(value, OrderOf<TValue>()) : rows.OrderBy(value, OrderOf<TValue>())
        : descending ? rows.OrderByDescending(value) : rows.OrderBy(value);

    private static BinaryExpression Beyond<TValue>(Expression value, TValue last, bool descending, bool isAtHand) =>
        Compared(value, last, descending ? ExpressionType.LessThan : ExpressionType.GreaterThan, isAtHand);

    // The value stands in a field, so that the database gets it as a parameter.
    private static BinaryExpression Compared<TValue>(Expression value, TValue last, ExpressionType how, bool isAtHand)
    {
        var held = Expression.Field(Expression.Constant(new Held<TValue>(last)), nameof(Held<>.Value));
        return typeof(TValue) == typeof(string)
            ? Expression.MakeBinary(how, isAtHand ? Expression.Call(CompareCharacters, value, held, Expression.Constant(StringComparison.OrdinalIgnoreCase)) : Expression.Call(CompareTexts, value, held), Expression.Constant(0))
            : Expression.MakeBinary(how, value, held);
    }

    private static readonly MethodInfo CompareTexts = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    private static readonly MethodInfo CompareCharacters = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string), typeof(StringComparison)])!;

    private sealed class Held<TValue>(TValue value)
    {
        public readonly TValue Value = value;
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
