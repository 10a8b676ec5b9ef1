using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RstKb.Cases.Migrations
{
    /// <inheritdoc />
    public partial class ServerConnections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "ServerConnections",
                table: "reset_flows",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ServerConnections",
                table: "reset_flows");
        }
    }
}
