using System.Linq.Expressions;
using RstKb.Cases.Entities;

namespace RstKb.Cases.Flows;

/// <summary>An order of flows that SQL can sort by and step through: a key, then the flow's number.</summary>
internal abstract class FlowOrder
{
    public abstract IQueryable<ResetFlow> Apply(IQueryable<ResetFlow> flows);

    public abstract IQueryable<ResetFlow> ApplyReversed(IQueryable<ResetFlow> flows);

    /// <summary>The flows that stand after <paramref name="here"/>.</summary>
    public abstract IQueryable<ResetFlow> After(IQueryable<ResetFlow> flows, ResetFlow here);

    /// <summary>The flows that stand before <paramref name="here"/>.</summary>
    public abstract IQueryable<ResetFlow> Before(IQueryable<ResetFlow> flows, ResetFlow here);

    public static FlowOrder Of(FlowSort sort) => sort.Column switch
    {
        FlowColumn.Started => new By<long>(row => row.StartedAt, sort.Descending),
        FlowColumn.Reset => new By<long>(row => row.ResetAt, sort.Descending),
        FlowColumn.Duration => new By<double>(row => row.DurationSeconds, sort.Descending),
        FlowColumn.Packets => new By<long>(row => row.Packets, sort.Descending),
        FlowColumn.Silence => new By<double>(row => row.IdleSeconds, sort.Descending),
        FlowColumn.Client => new By<string>(row => row.ClientKey, sort.Descending),
        FlowColumn.Server => new By<string>(row => row.ServerKey, sort.Descending),
        FlowColumn.Cause => new By<string>(row => row.Cause ?? "", sort.Descending),
        FlowColumn.Confidence => new By<double>(row => row.Confidence, sort.Descending),
        FlowColumn.Harm => new By<string>(row => row.Harm, sort.Descending),
        FlowColumn.SentBy => new By<string>(row => row.SentBy, sort.Descending),
        FlowColumn.Stage => new By<string>(row => row.Stage, sort.Descending),
        _ => new By<int>(row => row.Flow, sort.Descending),
    };

    private sealed class By<T>(Expression<Func<ResetFlow, T>> key, bool descending) : FlowOrder
    {
        public override IQueryable<ResetFlow> Apply(IQueryable<ResetFlow> flows) => Sort(flows, descending);

        public override IQueryable<ResetFlow> ApplyReversed(IQueryable<ResetFlow> flows) => Sort(flows, !descending);

        public override IQueryable<ResetFlow> After(IQueryable<ResetFlow> flows, ResetFlow here) => flows.Where(Beyond(here, !descending));

        public override IQueryable<ResetFlow> Before(IQueryable<ResetFlow> flows, ResetFlow here) => flows.Where(Beyond(here, descending));

        // The flow's number breaks ties in the direction of the key, so that the reverse order is the exact mirror.
        private IOrderedQueryable<ResetFlow> Sort(IQueryable<ResetFlow> flows, bool down) =>
            down ? flows.OrderByDescending(key).ThenByDescending(row => row.Flow) : flows.OrderBy(key).ThenBy(row => row.Flow);

        private Expression<Func<ResetFlow, bool>> Beyond(ResetFlow here, bool larger)
        {
            ParameterExpression row = key.Parameters[0];
            var held = new Held(key.Compile()(here), here.Flow);
            Expression value = Expression.Field(Expression.Constant(held), nameof(Held.Key));
            Expression number = Expression.Field(Expression.Constant(held), nameof(Held.Flow));
            Expression flow = Expression.Property(row, nameof(ResetFlow.Flow));
            Expression further = Compare(key.Body, value, larger);
            Expression sameKey = Expression.AndAlso(Expression.Equal(key.Body, value), larger ? Expression.GreaterThan(flow, number) : Expression.LessThan(flow, number));
            return Expression.Lambda<Func<ResetFlow, bool>>(Expression.OrElse(further, sameKey), row);
        }

        private static BinaryExpression Compare(Expression left, Expression right, bool larger)
        {
            if (typeof(T) == typeof(string))
            {
                left = Expression.Call(typeof(string), nameof(string.Compare), null, left, right);
                right = Expression.Constant(0);
            }

            return larger ? Expression.GreaterThan(left, right) : Expression.LessThan(left, right);
        }

        // Fields of an object become SQL parameters; constants would be written into the text and spoil the query cache.
        private sealed class Held(T key, int flow)
        {
            public readonly T Key = key;
            public readonly int Flow = flow;
        }
    }
}
