using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace RstKb.Cases.Storage;

/// <summary>An insert that is prepared once and run many times. Table, columns and values come from the model, so that a new column cannot be forgotten here.</summary>
internal sealed class PreparedInsert : IDisposable
{
    private readonly DbCommand _command;
    private readonly List<(DbParameter Parameter, Func<object, object?> Read)> _values = [];

    /// <param name="onlyNew">True leaves a row as it is that is there already.</param>
    public PreparedInsert(DbConnection connection, IEntityType entity, bool onlyNew = false)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        _command = connection.CreateCommand();
        var columns = new List<string>();
        foreach (IProperty property in entity.GetProperties())
        {
            columns.Add(property.GetColumnName(table)!);
            DbParameter parameter = _command.CreateParameter();
            parameter.ParameterName = $"@p{_values.Count}";
            _command.Parameters.Add(parameter);
            System.Reflection.PropertyInfo source = property.PropertyInfo!;
            _values.Add((parameter, source.GetValue));
        }

        _command.CommandText =
            $"INSERT {(onlyNew ? "OR IGNORE " : "")}INTO \"{table.Name}\" (\"{string.Join("\", \"", columns)}\") VALUES ({string.Join(", ", _values.Select(value => value.Parameter.ParameterName))})";
    }

    /// <summary>Inserts one row.</summary>
    public void Run(object row, DbTransaction transaction)
    {
        _command.Transaction = transaction;
        foreach ((DbParameter parameter, Func<object, object?> read) in _values)
        {
            parameter.Value = read(row) ?? DBNull.Value;
        }

        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
