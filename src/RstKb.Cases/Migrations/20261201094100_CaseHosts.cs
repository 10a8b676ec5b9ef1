using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RstKb.Cases.Migrations
{
    /// <inheritdoc />
    public partial class CaseHosts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "case_hosts",
                columns: table => new
                {
                    CaseId = table.Column<int>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_hosts", x => new { x.CaseId, x.Address });
                    table.ForeignKey(
                        name: "FK_case_hosts_cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            foreach (string end in new[] { "ClientAddress", "ServerAddress" })
            {
                migrationBuilder.Sql($"INSERT OR IGNORE INTO case_hosts (CaseId, Address) SELECT CaseId, {end} FROM reset_flows");
            }

            migrationBuilder.CreateIndex(
                name: "IX_notes_CaseId",
                table: "notes",
                column: "CaseId",
                filter: "Stance IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_hosts");

            migrationBuilder.DropIndex(
                name: "IX_notes_CaseId",
                table: "notes");
        }
    }
}
